-- Who of ours has met whom, and when: the host of a recorded visit and those who came along.
-- published
create view visit_acquaintance with (security_invoker = true) as
  select p.org_id, p.person_id, ours.member_id, v.id as visit_id, v.account_id, p.depth,
    coalesce(v.started_at, v.planned_at) as at
  from visit_person p
  join visit v on v.org_id = p.org_id and v.id = p.visit_id
  cross join lateral (
    select v.host_id as member_id
    union select m.member_id from visit_member m where m.org_id = v.org_id and m.visit_id = v.id
  ) ours
  where p.met and v.state in ('recorded', 'reviewed');

-- Somebody will not introduce: one of ours (`from_member_id`) or one of the customer's (`from_person_id`) to `to_id`.
-- Said once, with a day until which it holds (none: until it is taken back); never changed but by being taken back.
create table introduction_refusal (
  org_id uuid not null,
  id uuid not null,
  from_member_id uuid,
  from_person_id uuid,
  to_id uuid not null,
  note text not null default '',
  until date,
  by_id uuid not null,
  at timestamptz not null default now(),
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (org_id, id),
  check ((from_member_id is null) <> (from_person_id is null)),
  check (from_person_id is distinct from to_id),
  foreign key (org_id, from_member_id) references member (org_id, id),
  foreign key (org_id, from_person_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, to_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id),
  foreign key (org_id, taken_back_by) references member (org_id, id)
);
call tenant_table('introduction_refusal');
create index introduction_refusal_to on introduction_refusal (org_id, to_id);
create index introduction_refusal_from on introduction_refusal (org_id, from_person_id) where from_person_id is not null;

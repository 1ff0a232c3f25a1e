-- How an answer was worded before somebody changed it: what was said stays what was said. The wording that stands is the
-- handling's own.
create table objection_handling_wording (
  org_id uuid not null,
  id uuid not null,
  handling_id uuid not null,
  method text not null,
  parts jsonb,
  line text not null,
  -- Who put another in its place, and when.
  replaced_by uuid not null,
  replaced_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, handling_id) references objection_handling (org_id, id) on delete cascade,
  foreign key (org_id, replaced_by) references member (org_id, id)
);
call tenant_table('objection_handling_wording');
create index objection_handling_wording_of on objection_handling_wording (org_id, handling_id, replaced_at);

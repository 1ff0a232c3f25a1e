-- The purchase. A deal whose customer is not known yet is kept all the same: it hangs on its owner alone.
create table project (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid,
  owner_id uuid not null,
  name text not null,
  problem_to_solve text not null default '',
  purchase_plan text not null default '',
  stage text not null default 'prospecting',
  procurement_method text,
  budget numeric(18, 2),
  budget_state text,
  amount numeric(18, 2),
  currency text not null default 'CNY',
  expected_on date,
  needed_on date,
  opened_on date,
  closed_on date,
  outcome_reason text not null default '',
  lost_to_id uuid,
  product_id uuid,
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id),
  foreign key (org_id, lost_to_id) references rival (org_id, id)
);
call tenant_table('project');
create index project_of_account on project (org_id, account_id, id desc);
create index project_of_owner on project (org_id, owner_id, id desc);
create index project_import on project (org_id, import_id) where import_id is not null;
create unique index project_ref on project (org_id, external_ref) where external_ref is not null;

-- From which stage to which, by whom and why. The newest is kept on the project so that lists need no join.
create table project_stage_change (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  from_stage text,
  to_stage text not null,
  reason text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('project_stage_change');
create index project_stage_change_of_project on project_stage_change (org_id, project_id, at desc);

-- The procurement process, step by step: whose move it is, by when, with which document.
create table procurement_step (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  place integer not null,
  name text not null,
  owner_person_id uuid,
  owner_member_id uuid,
  due_on date,
  document text not null default '',
  done_on date,
  done_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id) on delete cascade,
  foreign key (org_id, owner_person_id) references person (org_id, id),
  foreign key (org_id, owner_member_id) references member (org_id, id),
  foreign key (org_id, done_by) references member (org_id, id)
);
call tenant_table('procurement_step');
create index procurement_step_of_project on procurement_step (org_id, project_id, place);
create index procurement_step_of_person on procurement_step (org_id, owner_person_id) where owner_person_id is not null;

-- What lists of other modules show beside their own rows.
-- published
create view project_name with (security_invoker = true) as
  select org_id, id, account_id, owner_id, name, stage, amount, currency, expected_on, archived_at from project;

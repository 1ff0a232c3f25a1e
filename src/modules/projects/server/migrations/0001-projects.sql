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
  opened_on date,
  closed_on date,
  outcome_reason text not null default '',
  product_id uuid,
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id)
);
call tenant_table('project');
create index project_of_account on project (org_id, account_id, created_at desc, id);
create index project_of_owner on project (org_id, owner_id, stage);
create index project_import on project (org_id, import_id) where import_id is not null;
create unique index project_ref on project (org_id, external_ref) where external_ref is not null;

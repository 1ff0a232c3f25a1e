-- One visit at one account. Its state is what has happened to it: rows of `visit_progress`, the newest of which is kept
-- beside it as `state` so that lists need no join.
create table visit (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  project_id uuid,
  host_id uuid not null,
  kind text not null default 'on_site',
  planned_at timestamptz not null,
  planned_minutes integer not null default 60,
  started_at timestamptz,
  ended_at timestamptz,
  place text not null default '',
  state text not null default 'planned',
  follows_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, host_id) references member (org_id, id),
  foreign key (org_id, follows_id) references visit (org_id, id)
);
call tenant_table('visit');
create index visit_of_account on visit (org_id, account_id, planned_at desc, id);
create index visit_of_host on visit (org_id, host_id, planned_at desc, id);
create index visit_of_project on visit (org_id, project_id, planned_at desc) where project_id is not null;
create index visit_by_time on visit (org_id, planned_at desc, id);

-- planned → prepared → under way → recorded → reviewed; cancelled, rescheduled. Each step says who and when.
create table visit_progress (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  state text not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  note text not null default '',
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade
);
call tenant_table('visit_progress');
create index visit_progress_of_visit on visit_progress (org_id, visit_id, at);

-- People of the customer: those to be met, and those met. One row each.
create table visit_person (
  org_id uuid not null,
  visit_id uuid not null,
  person_id uuid not null,
  planned boolean not null default true,
  met boolean,
  depth text check (depth in ('brief', 'normal', 'in_depth')),
  primary key (org_id, visit_id, person_id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, person_id) references person (org_id, id)
);
call tenant_table('visit_person');
create index visit_person_of_person on visit_person (org_id, person_id);

-- One import: some files understood together, brought in as one and taken back as one. What it brought carries its id
-- (`import_id` on accounts, people, projects …); `import_record` keeps what carries none and what was changed.
-- Everything of a run is written in one transaction: a run that is cancelled, fails or dies leaves nothing.
create table import_run (
  org_id uuid not null references org,
  id uuid not null,
  by_id uuid not null,
  created_at timestamptz not null default now(),
  state text not null default 'uploaded'
    check (state in ('uploaded', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  -- What the user has settled: { targets, fields } by the file's id, and question id → option key.
  settled jsonb not null default '{}',
  answers jsonb not null default '{}',
  currency text not null default 'CNY',
  -- The account an organisation chart without a name of its own belongs to.
  account_name text not null default '',
  -- Every question as it was asked, with its answer, kept for the report.
  asked jsonb not null default '[]',
  counts jsonb not null default '{}',
  -- Rows read by target, projects by stage: for the report.
  facts jsonb not null default '{}',
  problem_counts jsonb not null default '[]',
  undo_result jsonb,
  failure jsonb,
  version integer not null default 1,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('import_run');
create index import_run_newest on import_run (org_id, id desc);
create index import_run_of_member on import_run (org_id, by_id, id desc);

-- How far a run has come. A row of its own: it is written from outside the run's transaction.
create table import_progress (
  org_id uuid not null,
  run_id uuid not null,
  phase text not null default 'waiting',
  file text not null default '',
  done integer not null default 0,
  total integer not null default 0,
  at timestamptz not null default now(),
  cancel_asked_at timestamptz,
  primary key (org_id, run_id),
  foreign key (org_id, run_id) references import_run (org_id, id) on delete cascade
);
call tenant_table('import_progress');

-- A file of a run. The bytes lie in the data folder under `stored_as`, a random name; they are deleted after seven days
-- (`stored_as` null), what was understood of them stays.
create table import_file (
  org_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  name text not null,
  size bigint not null,
  sha256 text not null,
  stored_as text,
  uploaded_at timestamptz not null default now(),
  format text,
  encoding text,
  encoding_guess jsonb,
  delimiter text,
  sheet text,
  sheets jsonb,
  header jsonb not null default '[]',
  header_row integer,
  rows integer not null default 0,
  blank_rows integer not null default 0,
  target text,
  -- Why it cannot be read at all; null when it can.
  unreadable jsonb,
  -- What is wrong with the file as a whole.
  problems jsonb not null default '[]',
  primary key (org_id, id),
  foreign key (org_id, run_id) references import_run (org_id, id) on delete cascade
);
call tenant_table('import_file');
create index import_file_of_run on import_file (org_id, run_id, id);
create index import_file_stored on import_file (org_id, uploaded_at) where stored_as is not null;
create index import_file_same on import_file (org_id, sha256);

-- What was wrong, by row. Of one kind at most 10,000 are kept; `import_run.problem_counts` counts all.
create table import_problem (
  org_id uuid not null,
  run_id uuid not null,
  no integer not null,
  file text not null,
  row_no integer,
  column_name text,
  code text not null,
  severity text not null check (severity in ('error', 'warning', 'question')),
  params jsonb not null default '{}',
  value text,
  primary key (org_id, run_id, no),
  foreign key (org_id, run_id) references import_run (org_id, id) on delete cascade
);
call tenant_table('import_problem');
create index import_problem_of_kind on import_problem (org_id, run_id, code, no);

-- Records of a run that carry no import_id (members, teams), and those that were there and changed: `before` and `after`
-- hold the changed columns, `version` the one after the change, so that undoing restores only what nobody touched since.
create table import_record (
  org_id uuid not null,
  run_id uuid not null,
  kind text not null,
  record_id uuid not null,
  action text not null check (action in ('created', 'updated')),
  version integer,
  before jsonb,
  after jsonb,
  primary key (org_id, run_id, kind, record_id),
  foreign key (org_id, run_id) references import_run (org_id, id) on delete cascade
);
call tenant_table('import_record');

-- How much something matters to the customer, and how well we serve it: five aspects of the organisation, five of the
-- person. A claim: a newer row supersedes it. `person_id` null: the organisation as a whole. Numbers null: we do not know.
create table need_rating (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  person_id uuid,
  aspect text not null,
  importance smallint check (importance between 1 and 5),
  served smallint check (served between 1 and 5),
  evidence text not null default '',
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  -- Says something about a person as a person: only the account team reads it.
  personal boolean not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  primary key (org_id, id),
  check (not personal or person_id is not null),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id)
);
call tenant_table('need_rating');
create index need_rating_of_account on need_rating (org_id, account_id, asserted_at desc);
create index need_rating_of_person on need_rating (org_id, person_id) where person_id is not null;
-- One belief at a time about one thing.
create unique index need_rating_now on need_rating
  (org_id, account_id, coalesce(person_id, '00000000-0000-0000-0000-000000000000'::uuid), aspect)
  where superseded_at is null;

-- The iceberg. `parent_id` is the need this one lies beneath. `status` is the newest of `need_status_change`, kept here so
-- that lists need no join.
create table need (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  project_id uuid,
  visit_id uuid,
  person_id uuid,
  parent_id uuid,
  layer text not null check (layer in ('explicit', 'implicit', 'deep')),
  subject text not null,
  whose text not null check (whose in ('organisation', 'person')),
  statement text not null,
  quote text not null default '',
  consequence text not null default '',
  amount numeric(18, 2),
  unit text not null default '',
  status text not null default 'assumed' check (status in ('assumed', 'stated', 'confirmed', 'quantified', 'void')),
  -- Says something about a person as a person: only the account team reads it.
  personal boolean not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, parent_id) references need (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id),
  check (parent_id is distinct from id)
);
call tenant_table('need');
create index need_of_account on need (org_id, account_id, id);
create index need_of_project on need (org_id, project_id, id) where project_id is not null;
create index need_of_visit on need (org_id, visit_id, id) where visit_id is not null;
create index need_of_person on need (org_id, person_id) where person_id is not null;
create index need_beneath on need (org_id, parent_id) where parent_id is not null;

create table need_status_change (
  org_id uuid not null,
  id uuid not null,
  need_id uuid not null,
  from_status text,
  to_status text not null,
  reason text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  -- When it reached us: tells the order also of two within one transaction.
  written_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, need_id) references need (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('need_status_change');
create index need_status_change_of_need on need_status_change (org_id, need_id, written_at desc);

-- What we ask, planned or asked. `starter` is the key of the starter question it was taken from, so that it is not
-- proposed twice.
create table question (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  project_id uuid,
  visit_id uuid,
  person_id uuid,
  kind text not null check (kind in ('situation', 'problem', 'implication', 'need_payoff')),
  text text not null,
  starter text,
  asked_at timestamptz,
  asked_by uuid,
  answer text not null default '',
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, asked_by) references member (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('question');
create index question_of_account on question (org_id, account_id, id);
create index question_of_project on question (org_id, project_id, id) where project_id is not null;
create index question_of_visit on question (org_id, visit_id, id) where visit_id is not null;
create index question_of_person on question (org_id, person_id) where person_id is not null;

-- What an answer brought up.
create table question_need (
  org_id uuid not null,
  question_id uuid not null,
  need_id uuid not null,
  primary key (org_id, question_id, need_id),
  foreign key (org_id, question_id) references question (org_id, id) on delete cascade,
  foreign key (org_id, need_id) references need (org_id, id) on delete cascade
);
call tenant_table('question_need');
create index question_need_of_need on question_need (org_id, need_id);

-- What other modules show beside their own rows. `personal` decides who may read the words; the guard is the reader's.
-- published
create view need_summary with (security_invoker = true) as
  select org_id, id, account_id, project_id, visit_id, person_id, layer, subject, whose, statement, status, personal
  from need;
-- How many questions a visit has, and how many were asked.
-- published
create view visit_questions with (security_invoker = true) as
  select org_id, visit_id, count(*)::int as planned, count(asked_at)::int as asked
  from question where removed_at is null and visit_id is not null group by org_id, visit_id;

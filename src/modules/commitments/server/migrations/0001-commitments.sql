-- What somebody said they would do, by when: the customer or one of us.
create table commitment (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  visit_id uuid,
  project_id uuid,
  side text not null check (side in ('customer', 'ours')),
  what text not null,
  -- The customer's person: who promised, or to whom we did.
  person_id uuid,
  -- Who of ours owes it, or follows it up.
  member_id uuid not null,
  due_on date,
  proof_kind text,
  proof_text text not null default '',
  -- The newest of its steps, kept here so that lists need no join. Overdue is not a state: the day decides.
  state text not null default 'open' check (state in ('open', 'kept', 'withdrawn')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('commitment');
create index commitment_of_account on commitment (org_id, account_id, id desc);
create index commitment_of_visit on commitment (org_id, visit_id, id) where visit_id is not null;
create index commitment_of_project on commitment (org_id, project_id) where project_id is not null;
create index commitment_of_person on commitment (org_id, person_id) where person_id is not null;
create index commitment_due on commitment (org_id, member_id, due_on) where state = 'open';

-- What became of it: kept, withdrawn, taken up again, or due on another day. The day that had been agreed stays.
create table commitment_step (
  org_id uuid not null,
  id uuid not null,
  commitment_id uuid not null,
  step text not null check (step in ('kept', 'withdrawn', 'reopened', 'due_changed')),
  due_before date,
  due_after date,
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, commitment_id) references commitment (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('commitment_step');
create index commitment_step_of_commitment on commitment_step (org_id, commitment_id, at);

-- How one asked for the commitment, and what came back.
create table closing_attempt (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  account_id uuid not null,
  method text not null,
  said text not null default '',
  reaction text check (reaction in ('agreed', 'partly', 'hesitated', 'refused')),
  reaction_note text not null default '',
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('closing_attempt');
create index closing_attempt_of_visit on closing_attempt (org_id, visit_id, id);

-- How a visit ended. A better judgement supersedes the earlier one, which stays.
create table visit_outcome (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  account_id uuid not null,
  project_id uuid,
  outcome text not null check (outcome in ('order', 'advance', 'continuation', 'no_sale')),
  amount numeric(18, 2),
  currency text not null default 'CNY',
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  superseded_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('visit_outcome');
create unique index visit_outcome_current on visit_outcome (org_id, visit_id) where superseded_at is null;
create index visit_outcome_of_visit on visit_outcome (org_id, visit_id, at);

-- What an administrator decided about a method; without a row it is free to use.
create table closing_method_setting (
  org_id uuid not null references org,
  method text not null,
  enabled boolean not null default true,
  needs_approval boolean not null default false,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (org_id, method),
  foreign key (org_id, changed_by) references member (org_id, id)
);
call tenant_table('closing_method_setting');

-- Asking to use a method on one visit, and what a superior answered.
create table closing_approval (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  account_id uuid not null,
  method text not null,
  reason text not null default '',
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  approved boolean,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null default '',
  primary key (org_id, id),
  check ((approved is null) = (decided_at is null)),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, asked_by) references member (org_id, id),
  foreign key (org_id, decided_by) references member (org_id, id)
);
call tenant_table('closing_approval');
create index closing_approval_of_visit on closing_approval (org_id, visit_id, method);
create index closing_approval_open on closing_approval (org_id, id) where approved is null;

-- What other modules count and show beside their own rows; the guard is the reader's.
-- published
create view commitment_summary with (security_invoker = true) as
  select org_id, id, account_id, project_id, visit_id, person_id, member_id, side, what, due_on, state, created_at
  from commitment;
-- published
create view visit_outcome_now with (security_invoker = true) as
  select org_id, visit_id, outcome, amount, currency, project_id from visit_outcome where superseded_at is null;

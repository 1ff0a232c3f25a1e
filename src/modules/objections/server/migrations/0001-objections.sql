-- What the customer said against it, in their words.
create table objection (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  visit_id uuid,
  project_id uuid,
  person_id uuid,
  quote text not null,
  category text not null,
  nature text,
  -- Whether it is the only thing in the way.
  isolated text not null default 'unknown' check (isolated in ('yes', 'no', 'unknown')),
  -- The newest of its resolutions, kept here so that lists need no join.
  state text not null default 'open' check (state in ('open', 'handled', 'resolved', 'standing', 'reopened')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, project_id) references project (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('objection');
create index objection_of_account on objection (org_id, account_id, id desc);
create index objection_of_visit on objection (org_id, visit_id, id) where visit_id is not null;
create index objection_of_project on objection (org_id, project_id, id desc) where project_id is not null;
create index objection_of_person on objection (org_id, person_id) where person_id is not null;

-- From which state to which, by whom and why.
create table objection_resolution (
  org_id uuid not null,
  id uuid not null,
  objection_id uuid not null,
  from_state text not null,
  to_state text not null,
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, objection_id) references objection (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('objection_resolution');
create index objection_resolution_of_objection on objection_resolution (org_id, objection_id, at);

-- Lines worth keeping, open to the whole organisation. How often they worked is counted from handlings, never typed.
create table playbook_line (
  org_id uuid not null references org,
  id uuid not null,
  category text not null,
  method text not null,
  -- Whom it suits: buying roles; empty suits everybody.
  roles text[] not null default '{}',
  -- Those of the method's formula, where the line was kept from a handling; what is said aloud is `line`.
  parts jsonb,
  line text not null,
  -- The handling it was kept from.
  from_handling_id uuid,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('playbook_line');
create index playbook_line_of_category on playbook_line (org_id, category, id) where archived_at is null;
create unique index playbook_line_from on playbook_line (org_id, from_handling_id) where from_handling_id is not null;

-- One try at answering an objection by one of the five methods. `parts` are those of the method's formula.
create table objection_handling (
  org_id uuid not null,
  id uuid not null,
  objection_id uuid not null,
  method text not null,
  -- Null: erased with the person it was said to.
  parts jsonb,
  line text not null,
  proof_id uuid,
  playbook_line_id uuid,
  -- What the person who raised it was believed to be in the purchase when it was answered.
  roles text[] not null default '{}',
  -- How it went; null while it has not been said yet.
  outcome text check (outcome in ('worked', 'partly', 'no')),
  reaction text not null default '',
  tried_at timestamptz,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, objection_id) references objection (org_id, id) on delete cascade,
  foreign key (org_id, proof_id) references proof (org_id, id),
  foreign key (org_id, playbook_line_id) references playbook_line (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('objection_handling');
create index objection_handling_of_objection on objection_handling (org_id, objection_id, id);
create index objection_handling_of_line on objection_handling (org_id, playbook_line_id) where playbook_line_id is not null;
create index objection_handling_of_proof on objection_handling (org_id, proof_id) where proof_id is not null;

-- How sure a share is: the lower bound of Wilson's interval at 95 %. Three of three are less sure than thirty of thirty.
create function wilson_lower(successes double precision, tries double precision) returns double precision
language sql immutable as $$
  select case when tries = 0 then 0 else greatest(0, (successes / tries + 1.9208 / tries
    - 1.96 * sqrt(greatest(0, successes / tries * (1 - successes / tries)) / tries + 0.9604 / (tries * tries)))
    / (1 + 3.8416 / tries)) end $$;

-- What other modules show beside their own rows; the guard is the reader's.
-- published
create view objection_summary with (security_invoker = true) as
  select org_id, id, account_id, project_id, visit_id, person_id, quote, category, state, created_at from objection;

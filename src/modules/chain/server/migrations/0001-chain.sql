-- Who stands on a project's decision chain. Somebody may be put there before anything is claimed about them.
create table chain_seat (
  org_id uuid not null,
  project_id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  added_by uuid not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (org_id, project_id, person_id),
  foreign key (org_id, project_id) references project (org_id, id) on delete cascade,
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id)
);
call tenant_table('chain_seat');
create index chain_seat_of_person on chain_seat (org_id, person_id);
create index chain_seat_of_account on chain_seat (org_id, account_id);

-- What we believe of a person in a project: one claim per attribute (for a relationship level: per member of ours),
-- superseded by a newer one, never overwritten. `value` null says we do not know, which is not the same as neutral.
create table chain_claim (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  attribute text not null,
  about_member_id uuid,
  value jsonb,
  confidence text not null,
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, project_id, person_id) references chain_seat (org_id, project_id, person_id) on delete cascade,
  foreign key (org_id, about_member_id) references member (org_id, id)
);
call tenant_table('chain_claim');
create unique index chain_claim_current on chain_claim (org_id, project_id, person_id, attribute, about_member_id)
  nulls not distinct where superseded_at is null;
create index chain_claim_history on chain_claim (org_id, project_id, person_id, asserted_at desc);

-- A finding put aside for a while, and why. Findings themselves are derived; nothing else of them is kept.
create table finding_snooze (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  account_id uuid not null,
  finding text not null,
  reason text not null,
  until date not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('finding_snooze');
create index finding_snooze_of_project on finding_snooze (org_id, project_id) where ended_at is null;

-- Of whom a role or a stance is known in a project: whether, never what. Deciders alone are told apart: a purchase whose
-- decider nobody knows is the first thing to find out.
-- published
create view chain_known with (security_invoker = true) as
  select org_id, project_id, person_id,
    bool_or(attribute = 'buying_roles' and value is not null and value <> '[]') as role,
    bool_or(attribute = 'stance' and value is not null) as stance,
    bool_or(attribute = 'buying_roles' and coalesce(jsonb_exists(value, 'decider'), false)) as decider
  from chain_claim where superseded_at is null group by org_id, project_id, person_id;

-- Which parts people are believed to play in a purchase now.
-- published
create view chain_roles with (security_invoker = true) as
  select org_id, project_id, person_id, array(select jsonb_array_elements_text(value)) as roles
  from chain_claim where superseded_at is null and attribute = 'buying_roles' and jsonb_typeof(value) = 'array';

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
create index visit_follows on visit (org_id, follows_id) where follows_id is not null;
-- What is still to be done: the next visit, and those held but not recorded yet.
create index visit_open_of_host on visit (org_id, host_id, planned_at)
  where state in ('planned', 'prepared', 'under_way');

-- planned → prepared → under way → recorded → reviewed; cancelled, rescheduled. Each step says who and when.
create table visit_progress (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  state text not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  note text not null default '',
  -- A rescheduling keeps the time that had been agreed, and the one agreed instead.
  planned_before timestamptz,
  planned_after timestamptz,
  -- When it reached us: a step taken offline says when it happened in `at`.
  written_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('visit_progress');
create index visit_progress_of_visit on visit_progress (org_id, visit_id, written_at);

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

-- Our own people beside the host: what each is there for.
create table visit_member (
  org_id uuid not null,
  visit_id uuid not null,
  member_id uuid not null,
  part text not null check (part in ('lead', 'technical', 'notes', 'accompany')),
  primary key (org_id, visit_id, member_id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('visit_member');
create index visit_member_of_member on visit_member (org_id, member_id, visit_id);

-- What a visit is for, and the commitment we want from the customer: best, acceptable, minimum. `grew_from` is the loop's
-- arrow: the need, objection, commitment, unknown or earlier objective it came from (of modules above this one, so no key).
create table objective (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  kind text not null,
  text text not null default '',
  commitment_best text not null default '',
  commitment_acceptable text not null default '',
  commitment_minimum text not null default '',
  grew_from_kind text,
  grew_from_id uuid,
  result text check (result in ('exceeded', 'met', 'partly', 'missed')),
  result_note text not null default '',
  place integer not null default 0,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  check ((grew_from_kind is null) = (grew_from_id is null))
);
call tenant_table('objective');
create index objective_of_visit on objective (org_id, visit_id, place, id);
create index objective_grew_from on objective (org_id, grew_from_id) where grew_from_id is not null;

-- Material preparation: the visit's own items, beside those the rules derive.
create table visit_preparation (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  text text not null,
  done_at timestamptz,
  done_by uuid,
  place integer not null default 0,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade
);
call tenant_table('visit_preparation');
create index visit_preparation_of_visit on visit_preparation (org_id, visit_id, place, id);

-- Mental preparation: what the rep does not know and is uneasy about, each turned into a question or a fallback.
-- Nobody but its author ever reads it. The wall stands in the database: a signed-in reader sees its own rows only,
-- whatever the SQL says. Without a member (backup and restore) every row is seen, or a backup would lose them.
create table visit_unknown (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  author_id uuid not null,
  text text not null,
  question text not null default '',
  fallback text not null default '',
  answer text not null default '',
  person_id uuid,
  place integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, author_id) references member (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id)
);
call tenant_table('visit_unknown');
create policy author_only on visit_unknown as restrictive
  using (nullif(current_setting('app.member_id', true), '') is null
    or author_id = nullif(current_setting('app.member_id', true), '')::uuid)
  with check (nullif(current_setting('app.member_id', true), '') is null
    or author_id = nullif(current_setting('app.member_id', true), '')::uuid);
-- Erasing a person takes them out of everybody's unknowns, also those the eraser may not read.
create function forget_in_unknowns(persons uuid[]) returns void language plpgsql as $$
declare
  eraser text := current_setting('app.member_id', true);
begin
  perform set_config('app.member_id', '', true);
  delete from visit_unknown where org_id = current_setting('app.org_id')::uuid and person_id = any(persons);
  perform set_config('app.member_id', coalesce(eraser, ''), true);
end $$;
create index visit_unknown_of_visit on visit_unknown (org_id, visit_id, place, id);

-- Proofs and material chosen for the visit; `shown` is known afterwards.
create table visit_proof (
  org_id uuid not null,
  visit_id uuid not null,
  proof_id uuid not null,
  shown boolean,
  chosen_by uuid,
  chosen_at timestamptz not null default now(),
  primary key (org_id, visit_id, proof_id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, proof_id) references proof (org_id, id)
);
call tenant_table('visit_proof');
create index visit_proof_of_proof on visit_proof (org_id, proof_id);

-- The opening: the first sentence beforehand; the good will and trust won, afterwards.
create table visit_opening (
  org_id uuid not null,
  visit_id uuid not null,
  opening_line text not null default '',
  trust_speaking smallint check (trust_speaking between 1 and 5),
  trust_conduct smallint check (trust_conduct between 1 and 5),
  trust_work smallint check (trust_work between 1 and 5),
  trust_note text not null default '',
  version integer not null default 1,
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (org_id, visit_id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade
);
call tenant_table('visit_opening');

-- Topics that interest a person. Where they come from the dossier they belong to its personal layer.
create table visit_topic (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  text text not null,
  person_id uuid,
  source text not null,
  place integer not null default 0,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, person_id) references person (org_id, id)
);
call tenant_table('visit_topic');
create index visit_topic_of_visit on visit_topic (org_id, visit_id, place, id);
create index visit_topic_of_person on visit_topic (org_id, person_id) where person_id is not null;

-- The record. Written while it is thought, final with the visit's step to `recorded`.
create table visit_record (
  org_id uuid not null,
  visit_id uuid not null,
  minutes integer,
  changed text not null default '',
  went_well text not null default '',
  went_less_well text not null default '',
  next_time text not null default '',
  notes text not null default '',
  recorded_by uuid,
  recorded_at timestamptz,
  version integer not null default 1,
  primary key (org_id, visit_id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade
);
call tenant_table('visit_record');

-- What the supervisor said to it. A row each; never changed.
create table visit_review (
  org_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  comment text not null default '',
  primary key (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('visit_review');
create index visit_review_of_visit on visit_review (org_id, visit_id, at);

-- What other modules read: when and by whom a customer was met.
-- published
create view visit_summary with (security_invoker = true) as
  select org_id, id, account_id, project_id, host_id, kind, planned_at, started_at, ended_at, state, follows_id from visit;
-- published
create view visit_meeting with (security_invoker = true) as
  select p.org_id, p.visit_id, p.person_id, p.depth, v.account_id, v.host_id, coalesce(v.started_at, v.planned_at) as at
  from visit_person p join visit v on v.org_id = p.org_id and v.id = p.visit_id
  where p.met and v.state in ('recorded', 'reviewed');
-- Who of the customer is to be met, or was.
-- published
create view visit_attendance with (security_invoker = true) as
  select org_id, visit_id, person_id, planned, met, depth from visit_person;

-- How a visit went its way, for figures: whether it was prepared when it began, when its record was closed, what follows.
-- published
create view visit_way with (security_invoker = true) as
  select v.org_id, v.id as visit_id,
    coalesce((select p.state = 'prepared' from visit_progress p
      where p.org_id = v.org_id and p.visit_id = v.id and p.state in ('prepared', 'unprepared')
        and p.at <= coalesce(v.started_at, v.planned_at) order by p.at desc, p.id desc limit 1), false) as prepared,
    (select r.recorded_at from visit_record r where r.org_id = v.org_id and r.visit_id = v.id) as recorded_at,
    exists (select 1 from visit n where n.org_id = v.org_id and n.follows_id = v.id and n.state <> 'cancelled') as followed
  from visit v;

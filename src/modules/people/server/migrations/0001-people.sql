-- A person at a customer. `account_id` is the account one knows them from: visibility follows it; other employments are history.
create table person (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  name_en text not null default '',
  form_of_address text not null default '',
  do_not_contact boolean not null default false,
  sort_name text not null default '',
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  erased_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id)
);
call tenant_table('person');
create index person_of_account on person (org_id, account_id, sort_name collate "C", id);
create index person_ref on person (org_id, external_ref) where external_ref is not null;
create index person_import on person (org_id, import_id) where import_id is not null;

-- Who holds which post, from when to when; several posts, several accounts over time.
create table employment (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  post_id uuid,
  title text not null default '',
  unit_id uuid,
  since date,
  until date,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  check (until is null or since is null or until >= since),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, post_id) references post (org_id, id),
  foreign key (org_id, unit_id) references org_unit (org_id, id)
);
call tenant_table('employment');
create index employment_of_person on employment (org_id, person_id);
create index employment_of_account on employment (org_id, account_id);
create index employment_of_post on employment (org_id, post_id) where post_id is not null;

-- How to reach a person. Personal: only the account team sees it. One may be preferred.
create table contact_channel (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  value text not null,
  label text not null default '',
  preferred boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade
);
call tenant_table('contact_channel');
create index contact_channel_of_person on contact_channel (org_id, person_id);
create unique index contact_channel_preferred on contact_channel (org_id, person_id) where preferred;

-- Which fields a personal dossier has, where an administrator has changed the list the contract starts with:
-- a built-in field hidden or guarded more closely, or a field of the organisation's own.
create table dossier_field (
  org_id uuid not null references org,
  key text not null,
  label_zh text not null default '',
  label_en text not null default '',
  class text not null check (class in ('normal', 'personal', 'sensitive')),
  hidden boolean not null default false,
  version integer not null default 1,
  primary key (org_id, key)
);
call tenant_table('dossier_field');

-- What we believe about a person as a person. A claim: a newer row supersedes it, nothing is overwritten.
-- `class` is the field's class when it was written; the stricter of it and the catalogue's holds.
create table dossier_fact (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null,
  value jsonb not null,
  class text not null check (class in ('normal', 'personal', 'sensitive')),
  basis text not null,
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  expires_on date,
  superseded_by uuid,
  superseded_at timestamptz,
  withdrawn_by uuid,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, asserted_by) references member (org_id, id),
  foreign key (org_id, withdrawn_by) references member (org_id, id)
);
call tenant_table('dossier_fact');
create index dossier_fact_of_person on dossier_fact (org_id, person_id, field, asserted_at desc);

-- Who looked at what sensitive fact, and why. Never the value. The reason is emptied when the person is erased.
create table reveal (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  fact_id uuid not null,
  field text not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  reason text not null,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('reveal');
create index reveal_of_person on reveal (org_id, person_id, id desc);

-- Person to person, as a claim: superseded by a newer row, or ended; never overwritten.
create table tie (
  org_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null,
  strength integer check (strength between 1 and 5),
  mutual boolean not null default false,
  evidence text not null default '',
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  ended_by uuid,
  primary key (org_id, id),
  check (from_id <> to_id),
  foreign key (org_id, from_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, to_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, asserted_by) references member (org_id, id),
  foreign key (org_id, ended_by) references member (org_id, id)
);
call tenant_table('tie');
create index tie_from on tie (org_id, from_id) where superseded_at is null;
create index tie_to on tie (org_id, to_id) where superseded_at is null;

-- What lists of other modules show beside their own rows.
-- published
create view person_name with (security_invoker = true) as
  select org_id, id, account_id, name, name_en, form_of_address, archived_at, erased_at from person;

-- How many fields of a person's dossier are known: which ones and what they say stays inside.
-- published
create view person_dossier_size with (security_invoker = true) as
  select org_id, person_id, count(distinct field)::integer as fields from dossier_fact
  where superseded_at is null group by org_id, person_id;

-- Which of these rows another table's foreign key points at, whoever's table it is: what an undone import must not take
-- along. `own` names the tables whose rows go with the row.
create function ids_referenced(target regclass, organisation uuid, ids uuid[], own text[]) returns setof uuid
language plpgsql stable as $$
declare
  link record;
begin
  for link in
    select c.conrelid::regclass as source, a.attname as column_name
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[cardinality(c.conkey)]
    where c.contype = 'f' and c.confrelid = target and not (c.conrelid::regclass::text = any(own))
  loop
    return query execute format('select distinct %1$I from %2$s where org_id = $1 and %1$I = any($2)',
      link.column_name, link.source) using organisation, ids;
  end loop;
end $$;

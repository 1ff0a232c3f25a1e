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
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, post_id) references post (org_id, id),
  foreign key (org_id, unit_id) references org_unit (org_id, id)
);
call tenant_table('employment');
create index employment_of_person on employment (org_id, person_id);
create index employment_of_account on employment (org_id, account_id);
create index employment_of_post on employment (org_id, post_id) where post_id is not null;

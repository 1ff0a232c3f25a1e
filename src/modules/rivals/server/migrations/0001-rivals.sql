-- Who we sell against. The organisation's own library: it hangs on no account.
create table rival (
  org_id uuid not null references org,
  id uuid not null,
  name text not null,
  strengths text not null default '',
  weaknesses text not null default '',
  how_we_win text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  sort_name text not null default '',
  primary key (org_id, id)
);
call tenant_table('rival');
create index rival_by_name on rival (org_id, sort_name collate "C", id);
create unique index rival_name_once on rival (org_id, lower(name)) where archived_at is null;

-- What the customer uses today: a rival's product, ours, or somebody's we do not know yet (`maker` unknown).
create table installed_product (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  unit_id uuid,
  maker text not null check (maker in ('rival', 'ours', 'unknown')),
  rival_id uuid,
  product_name text not null,
  since date,
  contract_end date,
  note text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  retired_on date,
  primary key (org_id, id),
  check ((maker = 'rival') = (rival_id is not null)),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, unit_id) references org_unit (org_id, id),
  foreign key (org_id, rival_id) references rival (org_id, id)
);
call tenant_table('installed_product');
create index installed_product_of_account on installed_product (org_id, account_id);
create index installed_product_of_rival on installed_product (org_id, rival_id) where rival_id is not null;

-- How content somebody is with a product in use. A claim; `score` null says: we asked and do not know.
create table satisfaction (
  org_id uuid not null,
  id uuid not null,
  installed_id uuid not null,
  score integer check (score between 1 and 5),
  comment text not null default '',
  told_by_id uuid,
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, installed_id) references installed_product (org_id, id) on delete cascade,
  foreign key (org_id, told_by_id) references person (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id)
);
call tenant_table('satisfaction');
create index satisfaction_of_installed on satisfaction (org_id, installed_id, asserted_at desc);
create index satisfaction_told_by on satisfaction (org_id, told_by_id) where told_by_id is not null;

-- The rival's salesperson at one account. What we say of them as a person (`traits`) is personal.
create table rival_rep (
  org_id uuid not null,
  id uuid not null,
  rival_id uuid not null,
  account_id uuid not null,
  name text not null,
  title text not null default '',
  traits text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  left_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, rival_id) references rival (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade
);
call tenant_table('rival_rep');
create index rival_rep_of_account on rival_rep (org_id, account_id);
create index rival_rep_of_rival on rival_rep (org_id, rival_id);

-- What binds a rival's salesperson to one of the customer's people: a line on the same map. A claim.
create table rival_tie (
  org_id uuid not null,
  id uuid not null,
  rep_id uuid not null,
  person_id uuid not null,
  kind text not null,
  strength integer check (strength between 1 and 5),
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
  foreign key (org_id, rep_id) references rival_rep (org_id, id) on delete cascade,
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id),
  foreign key (org_id, ended_by) references member (org_id, id)
);
call tenant_table('rival_tie');
create index rival_tie_of_rep on rival_tie (org_id, rep_id) where superseded_at is null;
create index rival_tie_of_person on rival_tie (org_id, person_id);

-- What lists of other modules show beside their own rows.
-- published
create view rival_name with (security_invoker = true) as
  select org_id, id, name, archived_at from rival;

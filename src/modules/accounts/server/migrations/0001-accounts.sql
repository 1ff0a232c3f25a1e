-- A customer. Enumerations are text checked by the contract: an administrator may add values, so the table does not fix them.
create table account (
  org_id uuid not null references org,
  id uuid not null,
  name text not null,
  short_names text[] not null default '{}',
  credit_code text,
  ownership text,
  industry text,
  industry_note text not null default '',
  business_note text not null default '',
  employees integer,
  revenue numeric(18, 2),
  revenue_currency text not null default 'CNY',
  founded_year integer,
  region text not null default '',
  parent_id uuid,
  tier text not null default 'general',
  lifecycle text not null default 'target',
  next_step text not null default '',
  next_step_on date,
  external_ref text,
  import_id uuid,
  sort_name text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, parent_id) references account (org_id, id)
);
call tenant_table('account');
create index account_by_name on account (org_id, sort_name collate "C", id) where archived_at is null;
create index account_parent on account (org_id, parent_id) where parent_id is not null;
create index account_import on account (org_id, import_id) where import_id is not null;
create index account_ref on account (org_id, external_ref) where external_ref is not null;

-- The account team, the owner among them. The one visibility predicate reads this table and nothing else:
-- an account is seen by those who stand here and by the supervisors above them.
create table account_member (
  org_id uuid not null,
  account_id uuid not null,
  member_id uuid not null,
  access text not null check (access in ('owner', 'write', 'read')),
  until timestamptz,
  since timestamptz not null default now(),
  primary key (org_id, account_id, member_id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, member_id) references member (org_id, id)
);
call tenant_table('account_member');
create index account_member_of_member on account_member (org_id, member_id, account_id);
create unique index account_one_owner on account_member (org_id, account_id) where access = 'owner';

create table org_unit (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  parent_id uuid,
  name text not null,
  function text,
  stand text check (stand in ('decide', 'purchase', 'use', 'support', 'oppose')),
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, parent_id) references org_unit (org_id, id)
);
call tenant_table('org_unit');
create index org_unit_of_account on org_unit (org_id, account_id);
create index org_unit_parent on org_unit (org_id, parent_id) where parent_id is not null;
create index org_unit_import on org_unit (org_id, import_id) where import_id is not null;

-- A post exists without a person: vacant, or held by somebody we do not know yet (`holder_unknown`).
create table post (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  unit_id uuid,
  title text not null,
  reports_to_id uuid,
  dotted_to_ids uuid[] not null default '{}',
  holder_unknown boolean not null default false,
  -- Known to be empty. Who holds a post stands in people (employment); a post with neither flag nor holder is simply open.
  vacant boolean not null default false check (not (vacant and holder_unknown)),
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, unit_id) references org_unit (org_id, id),
  foreign key (org_id, reports_to_id) references post (org_id, id)
);
call tenant_table('post');
create index post_of_account on post (org_id, account_id);

-- What lists of other modules show beside their own rows. The wall of the tables behind them holds (security_invoker).
-- published
create view account_name with (security_invoker = true) as
  select org_id, id, name, sort_name, archived_at from account;
-- published
create view unit_name with (security_invoker = true) as
  select org_id, id, account_id, parent_id, name from org_unit;
-- published
create view post_title with (security_invoker = true) as
  select org_id, id, account_id, unit_id, title, reports_to_id, holder_unknown, vacant from post;
create index post_of_unit on post (org_id, unit_id) where unit_id is not null;
create index post_reports on post (org_id, reports_to_id) where reports_to_id is not null;
create index post_import on post (org_id, import_id) where import_id is not null;

-- What another company is to an account: `kind` is read from `account_id` ("the other is our supplier"). Shown on both
-- accounts, turned round on the other. A company that is no account of ours stands here by its name.
create table account_relation (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  other_id uuid,
  other_name text not null default '',
  kind text not null,
  share numeric(5, 2),
  since date,
  until date,
  note text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, other_id) references account (org_id, id),
  check (other_id is not null or other_name <> ''),
  check (other_id is distinct from account_id)
);
call tenant_table('account_relation');
create index account_relation_of_account on account_relation (org_id, account_id);
create index account_relation_of_other on account_relation (org_id, other_id) where other_id is not null;

-- Which of these records something else hangs on: every foreign key that leads to the table is asked, whichever module made
-- it, also those that would delete along (a row somebody wrote by hand must not go with an import that is taken back).
-- References from among the records themselves do not count, nor does the account team.
create function ids_in_use(target regclass, of_org uuid, ids uuid[]) returns setof uuid language plpgsql stable as $$
declare
  link record;
  found uuid[];
begin
  for link in
    select c.conrelid::regclass as source, a.attname as column_name
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[cardinality(c.conkey)]
    where c.contype = 'f' and c.confrelid = target and c.conrelid <> 'account_member'::regclass
  loop
    if link.source = target then
      execute format('select array_agg(distinct %1$I) from %2$s where org_id = $1 and %1$I = any($2) and id <> all($2)',
        link.column_name, link.source) into found using of_org, ids;
    else
      execute format('select array_agg(distinct %1$I) from %2$s where org_id = $1 and %1$I = any($2)',
        link.column_name, link.source) into found using of_org, ids;
    end if;
    return query select unnest(found);
  end loop;
end $$;

-- Which of the basics of a customer we know, for those who weigh how well a visit is prepared.
-- published
create view account_known with (security_invoker = true) as
  select a.org_id, a.id, a.industry is not null as industry, a.business_note <> '' as business,
    exists (select 1 from org_unit u where u.org_id = a.org_id and u.account_id = a.id) as organisation
  from account a;

-- What is to happen next at each customer, for those who plan the day.
-- published
create view account_next_step with (security_invoker = true) as
  select org_id, id, name, tier, next_step, next_step_on from account where archived_at is null;

-- Whose customer each is, for figures over people's work.
-- published
create view account_owner with (security_invoker = true) as
  select org_id, account_id, member_id from account_member where access = 'owner';

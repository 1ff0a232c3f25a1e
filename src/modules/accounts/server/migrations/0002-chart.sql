-- The organisation chart through time. A department or post of the present stands in `org_unit` or `post`; `since` says from
-- when it has been as it is. What it was before stands in `org_unit_past` and `post_past`, one row per state, kept by triggers:
-- whoever writes, by whatever way, the state before is there. What goes is ended (`ended_at`), not deleted: a post somebody
-- held keeps its name for whoever held it, and comes back with its links when the removal is undone.

-- When what this transaction writes into a chart begins to hold: now, or the day a dated file speaks of.
create function chart_moment() returns timestamptz language sql volatile as
  $$ select coalesce(nullif(current_setting('app.chart_from', true), '')::timestamptz, now()) $$;
create function chart_writer() returns uuid language sql stable as
  $$ select nullif(current_setting('app.member_id', true), '')::uuid $$;
-- The end of a calendar day where the organisation works: "as of Friday" has all of Friday in it.
create function end_of_day(day date) returns timestamptz language sql immutable as
  $$ select (day + 1)::timestamp at time zone 'Asia/Shanghai' $$;

alter table org_unit
  add column since timestamptz, add column ended_at timestamptz, add column changed_by uuid;
-- Rows that are there have been so since they were written down. (Rewriting the column is not stopped by the wall.)
alter table org_unit alter column since type timestamptz using created_at;
alter table org_unit alter column since set not null, alter column since set default chart_moment(),
  alter column changed_by set default chart_writer();
alter table post
  add column since timestamptz, add column ended_at timestamptz, add column changed_by uuid;
alter table post alter column since type timestamptz using created_at;
alter table post alter column since set not null, alter column since set default chart_moment(),
  alter column changed_by set default chart_writer();

create table org_unit_past (
  org_id uuid not null,
  unit_id uuid not null,
  -- From this moment on it was so …
  since timestamptz not null,
  -- … and from this one on no more.
  until timestamptz not null,
  account_id uuid not null,
  parent_id uuid,
  name text not null,
  function text,
  stand text,
  changed_by uuid,
  -- The import that told of this past; null where it was the present once.
  import_id uuid,
  primary key (org_id, unit_id, since),
  check (until > since),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade
);
call tenant_table('org_unit_past');
create index org_unit_past_of_account on org_unit_past (org_id, account_id, until);
create index org_unit_past_import on org_unit_past (org_id, import_id) where import_id is not null;

-- A state of a post is kept whole, its dotted lines with it: they have no table of their own.
create table post_past (
  org_id uuid not null,
  post_id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  account_id uuid not null,
  unit_id uuid,
  title text not null,
  reports_to_id uuid,
  dotted_to_ids uuid[] not null default '{}',
  vacant boolean not null default false,
  holder_unknown boolean not null default false,
  changed_by uuid,
  import_id uuid,
  primary key (org_id, post_id, since),
  check (until > since),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade
);
call tenant_table('post_past');
create index post_past_of_account on post_past (org_id, account_id, until);
create index post_past_import on post_past (org_id, import_id) where import_id is not null;

-- A new state begins. Within one transaction only the last state counts, and time never runs backwards.
create function chart_state_begins() returns trigger language plpgsql as $$
begin
  new.changed_by := chart_writer();
  -- Ending alone is no new state: the row says itself from when to when it was.
  if new.ended_at is null or old.ended_at is not null
    or to_jsonb(new) - '{ended_at,version,changed_by}'::text[] <> to_jsonb(old) - '{ended_at,version,changed_by}'::text[]
  then
    new.since := greatest(chart_moment(), old.since, old.ended_at);
  end if;
  new.ended_at := greatest(new.ended_at, case when new.ended_at is not null then new.since end);
  return new;
end $$;
create trigger org_unit_state before update on org_unit for each row
  when ((old.name, old.parent_id, old.function, old.stand, old.ended_at)
    is distinct from (new.name, new.parent_id, new.function, new.stand, new.ended_at))
  execute function chart_state_begins();
create trigger post_state before update on post for each row
  when ((old.title, old.unit_id, old.reports_to_id, old.dotted_to_ids, old.vacant, old.holder_unknown, old.ended_at)
    is distinct from (new.title, new.unit_id, new.reports_to_id, new.dotted_to_ids, new.vacant, new.holder_unknown,
      new.ended_at))
  execute function chart_state_begins();

-- The states before, once per statement, so that thousands cost little more than one.
create function unit_past_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into org_unit_past (org_id, unit_id, since, until, account_id, parent_id, name, function, stand, changed_by)
    select o.org_id, o.id, o.since, coalesce(o.ended_at, n.since), o.account_id, o.parent_id, o.name, o.function, o.stand,
      o.changed_by
    from before_change o join after_change n on n.org_id = o.org_id and n.id = o.id
    where n.since > o.since and coalesce(o.ended_at, n.since) > o.since
    on conflict do nothing;
  else
    -- Where the account itself goes, its past goes too.
    insert into org_unit_past (org_id, unit_id, since, until, account_id, parent_id, name, function, stand, changed_by)
    select o.org_id, o.id, o.since, coalesce(o.ended_at, chart_moment()), o.account_id, o.parent_id, o.name, o.function,
      o.stand, o.changed_by
    from before_change o
    where coalesce(o.ended_at, chart_moment()) > o.since
      and exists (select from account a where a.org_id = o.org_id and a.id = o.account_id)
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger org_unit_past_changed after update on org_unit
  referencing old table as before_change new table as after_change for each statement execute function unit_past_kept();
create trigger org_unit_past_deleted after delete on org_unit
  referencing old table as before_change for each statement execute function unit_past_kept();

create function post_past_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into post_past (org_id, post_id, since, until, account_id, unit_id, title, reports_to_id, dotted_to_ids, vacant,
      holder_unknown, changed_by)
    select o.org_id, o.id, o.since, coalesce(o.ended_at, n.since), o.account_id, o.unit_id, o.title, o.reports_to_id,
      o.dotted_to_ids, o.vacant, o.holder_unknown, o.changed_by
    from before_change o join after_change n on n.org_id = o.org_id and n.id = o.id
    where n.since > o.since and coalesce(o.ended_at, n.since) > o.since
    on conflict do nothing;
  else
    insert into post_past (org_id, post_id, since, until, account_id, unit_id, title, reports_to_id, dotted_to_ids, vacant,
      holder_unknown, changed_by)
    select o.org_id, o.id, o.since, coalesce(o.ended_at, chart_moment()), o.account_id, o.unit_id, o.title,
      o.reports_to_id, o.dotted_to_ids, o.vacant, o.holder_unknown, o.changed_by
    from before_change o
    where coalesce(o.ended_at, chart_moment()) > o.since
      and exists (select from account a where a.org_id = o.org_id and a.id = o.account_id)
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger post_past_changed after update on post
  referencing old table as before_change new table as after_change for each statement execute function post_past_kept();
create trigger post_past_deleted after delete on post
  referencing old table as before_change for each statement execute function post_past_kept();

-- One change of a chart by one of us: what was asked, and each touched record before and after, so that it can be undone.
-- An undo is a step too, and names the one it undoes.
create table chart_step (
  org_id uuid not null,
  account_id uuid not null,
  -- In the order they happened, within the account.
  no integer not null,
  id uuid not null,
  by_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  edits jsonb not null,
  changes jsonb not null,
  undoes_id uuid,
  primary key (org_id, account_id, no),
  unique (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('chart_step');
create unique index chart_step_undone_once on chart_step (org_id, undoes_id) where undoes_id is not null;

-- A file that told the whole chart as of a day: what it does not name was not there any more.
create table chart_file (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  import_id uuid,
  name text not null,
  -- The day it speaks of, as the user said it, and the moment that day begins.
  day date not null,
  since timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade
);
call tenant_table('chart_file');
create index chart_file_of_account on chart_file (org_id, account_id, since);
create index chart_file_import on chart_file (org_id, import_id) where import_id is not null;

create index org_unit_ref on org_unit (org_id, account_id, external_ref) where external_ref is not null;
create index post_ref on post (org_id, account_id, external_ref) where external_ref is not null;

-- Ended ones keep their names for whoever asks by id; lists of the present leave them out.
-- published
create or replace view unit_name with (security_invoker = true) as
  select org_id, id, account_id, parent_id, name, ended_at from org_unit;
-- published
create or replace view post_title with (security_invoker = true) as
  select org_id, id, account_id, unit_id, title, reports_to_id, holder_unknown, vacant, ended_at from post;
-- published
create or replace view account_known with (security_invoker = true) as
  select a.org_id, a.id, a.industry is not null as industry, a.business_note <> '' as business,
    exists (select 1 from org_unit u where u.org_id = a.org_id and u.account_id = a.id and u.ended_at is null)
      as organisation
  from account a;

-- The past of a chart, its steps and its files hang on nothing and hold nothing back.
create or replace function ids_in_use(target regclass, of_org uuid, ids uuid[]) returns setof uuid
language plpgsql stable as $$
declare
  link record;
  found uuid[];
begin
  for link in
    select c.conrelid::regclass as source, a.attname as column_name
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[cardinality(c.conkey)]
    where c.contype = 'f' and c.confrelid = target
      and c.conrelid not in ('account_member'::regclass, 'org_unit_past'::regclass, 'post_past'::regclass,
        'chart_step'::regclass, 'chart_file'::regclass)
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
  -- Dotted lines are no foreign key, and hold all the same.
  if target = 'post'::regclass then
    return query select distinct d from post p, unnest(p.dotted_to_ids) as d
      where p.org_id = of_org and p.dotted_to_ids && ids and d = any(ids) and p.id <> all(ids);
  end if;
end $$;

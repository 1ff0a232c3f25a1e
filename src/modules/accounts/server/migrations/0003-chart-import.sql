-- A dated file may tell of a past we had known otherwise or not at all. Then the import (and whoever takes it back) writes the
-- whole time of a record itself, states before and state now; the triggers that keep the past stand aside for it.
create function chart_is_rewritten() returns boolean language sql stable as
  $$ select current_setting('app.chart_rewrite', true) is not distinct from 'on' $$;

create or replace function chart_state_begins() returns trigger language plpgsql as $$
begin
  if chart_is_rewritten() then
    return new;
  end if;
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

create or replace function unit_past_kept() returns trigger language plpgsql as $$
begin
  if chart_is_rewritten() then
    return null;
  end if;
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

create or replace function post_past_kept() returns trigger language plpgsql as $$
begin
  if chart_is_rewritten() then
    return null;
  end if;
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

-- Up to this version nobody but imports has touched the row: taking the import back may take it along.
alter table org_unit add column untouched_version integer not null default 1;
alter table post add column untouched_version integer not null default 1;

-- The calendar day of a moment where the organisation works.
create function day_of(at timestamptz) returns date language sql immutable as
  $$ select (at at time zone 'Asia/Shanghai')::date $$;

-- Where an organisation works decides what "today", "overdue" and "expired" mean to it. So far that was one zone for all.
alter table org
  add column time_zone text not null default 'Asia/Shanghai',
  add column version integer not null default 1;

-- The zone of the transaction's organisation. Looked up once per transaction, at the first question, and from then on
-- remembered in it (beside the organisation it is of, for whoever walks through several in one): a condition may ask for
-- every row.
create function organisation_zone() returns text language plpgsql stable as $$
declare
  present text := current_setting('app.org_id', true);
  known text := current_setting('app.time_zone', true);
begin
  if present is null or present = '' then
    return 'Asia/Shanghai';
  end if;
  if left(known, 36) = present then
    return substr(known, 38);
  end if;
  select o.time_zone into known from org o where o.org_id = present::uuid;
  known := coalesce(known, 'Asia/Shanghai');
  perform set_config('app.time_zone', present || ' ' || known, true);
  return known;
end $$;

create or replace function organisation_day(moment timestamptz) returns date language sql stable as
  $$ select (moment at time zone organisation_zone())::date $$;
-- Without a lookup of its own, so that the planner writes it into the query and an index can be asked by it. A condition on
-- many rows asks `(select organisation_today())`, once for all of them.
create or replace function organisation_today() returns date language sql stable as
  $$ select (now() at time zone organisation_zone())::date $$;
-- The moment a calendar day begins there.
create function organisation_day_start(day date) returns timestamptz language sql stable as
  $$ select day::timestamp at time zone organisation_zone() $$;

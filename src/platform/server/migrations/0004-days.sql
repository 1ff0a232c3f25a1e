-- The calendar day where the organisation works; `contract/days.ts` says the same. `current_date` is the day of the session's
-- zone, which is not where anybody works.
create function organisation_day(moment timestamptz) returns date language sql immutable as
  $$ select (moment at time zone 'Asia/Shanghai')::date $$;
create function organisation_today() returns date language sql stable as $$ select organisation_day(now()) $$;

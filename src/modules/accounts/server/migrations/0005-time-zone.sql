-- Days of a chart are those of the organisation's own zone, which has become a setting; no longer immutable, therefore.
create or replace function end_of_day(day date) returns timestamptz language sql stable as
  $$ select organisation_day_start(day + 1) $$;
create or replace function day_of(at timestamptz) returns date language sql stable as
  $$ select organisation_day(at) $$;

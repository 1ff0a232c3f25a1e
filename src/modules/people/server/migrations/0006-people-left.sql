-- What somebody was called at a customer when they left it: what its own lists of the past call them.
-- published
create view person_left with (security_invoker = true) as
  select distinct on (org_id, person_id, account_id) org_id, person_id, account_id, name
  from person_past order by org_id, person_id, account_id, until desc;

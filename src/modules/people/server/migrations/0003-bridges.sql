-- Who can be asked to introduce: neither erased nor archived, and not somebody who wishes not to be disturbed.
-- published
create view person_bridge with (security_invoker = true) as
  select org_id, id, account_id from person
  where erased_at is null and archived_at is null and not do_not_contact;

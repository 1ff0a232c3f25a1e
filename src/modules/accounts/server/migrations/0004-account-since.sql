-- Since when a customer is in the books: of days before, others can only tell what was told later.
-- published
create view account_since with (security_invoker = true) as select org_id, id, created_at as since from account;

-- How well each of ours stands with whom, in any purchase, for those who look for a way to somebody.
-- published
create view chain_relationship with (security_invoker = true) as
  select org_id, project_id, person_id, account_id, about_member_id as member_id, value ->> 'current' as level, confidence,
    asserted_at
  from chain_claim where attribute = 'relationship' and superseded_at is null and value ->> 'current' is not null;
create index chain_relationship_of_person on chain_claim (org_id, person_id)
  where attribute = 'relationship' and superseded_at is null;

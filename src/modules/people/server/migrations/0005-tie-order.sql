-- The strongest ties of a person are read first and no more than are followed: some know half the province.
drop index tie_from;
drop index tie_to;
create index tie_from on tie (org_id, from_id, strength desc nulls last) where superseded_at is null;
create index tie_to on tie (org_id, to_id, strength desc nulls last) where superseded_at is null;

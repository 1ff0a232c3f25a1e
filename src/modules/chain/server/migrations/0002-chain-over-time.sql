-- A chain started from an earlier purchase's chain at the same customer: what it brought can be taken back as one.
create table chain_copy (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  from_project_id uuid,
  account_id uuid not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid,
  primary key (org_id, id),
  foreign key (org_id, project_id) references project (org_id, id) on delete cascade,
  foreign key (org_id, from_project_id) references project (org_id, id) on delete set null (from_project_id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('chain_copy');
create index chain_copy_of_project on chain_copy (org_id, project_id);
create index chain_copy_source on chain_copy (org_id, from_project_id) where from_project_id is not null;

-- When somebody stood on a chain: an interval each time they are put there. `chain_seat` stays the row claims hang on (and
-- the one that is locked); whoever is taken off and put back has two rows here, so that the chain of any day can be shown.
create table chain_seating (
  org_id uuid not null,
  id uuid not null default gen_random_uuid(),
  project_id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  added_by uuid not null,
  added_at timestamptz not null default now(),
  removed_by uuid,
  removed_at timestamptz,
  copy_id uuid,
  primary key (org_id, id),
  foreign key (org_id, project_id, person_id) references chain_seat (org_id, project_id, person_id) on delete cascade,
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, copy_id) references chain_copy (org_id, id) on delete set null (copy_id)
);
call tenant_table('chain_seating');
create unique index chain_seating_now on chain_seating (org_id, project_id, person_id) where removed_at is null;
create index chain_seating_of_project on chain_seating (org_id, project_id, added_at);
create index chain_seating_of_account on chain_seating (org_id, account_id, added_at);
create index chain_seating_copy on chain_seating (org_id, copy_id) where copy_id is not null;

alter table chain_claim add column copy_id uuid;
alter table chain_claim add foreign key (org_id, copy_id) references chain_copy (org_id, id) on delete set null (copy_id);
create index chain_claim_copy on chain_claim (org_id, copy_id) where copy_id is not null;
create index chain_claim_of_account on chain_claim (org_id, account_id, asserted_at);

-- What is known of intervals so far: one each. The wall stands while migrations run, so it goes organisation by organisation.
do $$
declare
  organisation uuid;
begin
  for organisation in select org_id from org_directory loop
    perform set_config('app.org_id', organisation::text, true);
    insert into chain_seating (org_id, project_id, person_id, account_id, added_by, added_at, removed_at)
      select org_id, project_id, person_id, account_id, added_by, added_at, removed_at from chain_seat;
  end loop;
  perform set_config('app.org_id', '00000000-0000-0000-0000-000000000000', true);
end $$;

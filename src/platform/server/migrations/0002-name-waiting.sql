-- Names an import has just brought. Writing every tail of a name costs several times what its record costs, so an import
-- of many puts them down here, one row each, and a job files them in `name_index` when the import is there. Until then a
-- search also reads these rows, so that nothing that is there is not found.
create table name_waiting (
  org_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  account_id uuid,
  names text[] not null,
  -- The names folded, parted by spaces, as a search compares them.
  folded text not null,
  primary key (org_id, subject_id)
);
call tenant_table('name_waiting');

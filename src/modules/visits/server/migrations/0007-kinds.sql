-- What a company calls its ways of meeting, which it has laid aside, and those it has added (`own_…`). A built-in kind nobody
-- has changed has no row. Nothing is deleted here: visits name their kind by its key.
create table visit_kind (
  org_id uuid not null,
  key text not null,
  label_zh text not null default '',
  label_en text not null default '',
  hidden boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, key)
);
call tenant_table('visit_kind');

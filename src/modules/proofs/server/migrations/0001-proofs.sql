-- What makes a customer trust us: shown at the opening, cited by FABE cards and objections. Open to the whole organisation;
-- the name of the account it is about is not, it follows that account's visibility.
create table proof (
  org_id uuid not null references org,
  id uuid not null,
  kind text not null,
  title text not null,
  summary text not null default '',
  issuer text not null default '',
  valid_until date,
  link text not null default '',
  citable boolean not null default true,
  account_id uuid,
  tags text[] not null default '{}',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id)
);
call tenant_table('proof');
create index proof_by_age on proof (org_id, created_at desc, id desc);
create index proof_of_account on proof (org_id, account_id) where account_id is not null;

-- What lists of other modules show beside their own rows. Proofs are open to the whole organisation.
-- published
create view proof_title with (security_invoker = true) as
  select org_id, id, kind, title, valid_until, archived_at from proof;

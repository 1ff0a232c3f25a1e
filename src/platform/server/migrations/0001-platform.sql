-- The organisation wall. Every tenant table has primary key (org_id, …) and is walled by this procedure, which also
-- binds the table's owner (FORCE). A transaction that has set no organisation reads and writes nothing: the setting is
-- required, so forgetting it is an error, not an empty list.
create procedure tenant_table(tenant regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant);
  execute format('alter table %s force row level security', tenant);
  execute format(
    'create policy org_wall on %s using (org_id = current_setting(''app.org_id'')::uuid)
       with check (org_id = current_setting(''app.org_id'')::uuid)', tenant);
end $$;

-- Every organisation's id and nothing else: work that goes round all of them (sealing the audit, the first set-up) starts
-- here, then enters each through its wall. An id opens nothing by itself.
create table org_directory (
  org_id uuid primary key,
  listed_at timestamptz not null default now()
);
create function list_organisation() returns trigger language plpgsql as $$
begin
  insert into org_directory (org_id) values (new.org_id) on conflict do nothing;
  return null;
end $$;

-- What happened: one row per change of anything, written in the transaction of the change. It feeds the timeline, the
-- audit and notifications. `data` names what changed and carries no personal value; should it have to be erased all the
-- same, `data` and `salt` are emptied and `digest` stays, so the sealed chain still verifies.
create table event (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid,
  kind text not null,
  account_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb,
  salt text,
  digest bytea not null,
  seal_no bigint,
  primary key (org_id, id)
);
call tenant_table('event');
create index event_of_account on event (org_id, account_id, id desc) where account_id is not null;
create index event_of_subject on event (org_id, subject_id, id desc);
create index event_unsealed on event (org_id, id) where seal_no is null;
create index event_of_seal on event (org_id, seal_no, id) where seal_no is not null;

-- Append-only: an event may be sealed once and its data erased, nothing else.
create function event_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'events are never deleted';
  end if;
  if (new.org_id, new.id, new.at, new.kind, new.subject_kind, new.subject_id, new.digest)
       is distinct from (old.org_id, old.id, old.at, old.kind, old.subject_kind, old.subject_id, old.digest)
     or new.actor_id is distinct from old.actor_id
     or new.account_id is distinct from old.account_id
     or (old.seal_no is not null and new.seal_no is distinct from old.seal_no)
     or (new.data is distinct from old.data and new.data is not null) then
    raise exception 'events are never changed';
  end if;
  return new;
end $$;
create trigger event_append_only before update or delete on event
  for each row execute function event_is_append_only();

-- The audit chain: each seal covers the events of one batch and the seal before it, so that no event can be changed,
-- dropped or slipped in unnoticed. Sealed by a job, so that no write waits for another.
create table audit_seal (
  org_id uuid not null,
  no bigint not null,
  sealed_at timestamptz not null default now(),
  events integer not null,
  previous bytea not null,
  hash bytea not null,
  primary key (org_id, no)
);
call tenant_table('audit_seal');
create trigger audit_seal_append_only before update or delete on audit_seal
  for each row execute function event_is_append_only();

-- What a repeated request was answered the first time. Written with the change itself.
create table request_once (
  org_id uuid not null,
  member_id uuid not null,
  key uuid not null,
  endpoint text not null,
  body_digest bytea not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (org_id, member_id, key)
);
call tenant_table('request_once');
create index request_once_age on request_once (at);

-- Names as people look for them: every tail of a name in Chinese, in full pinyin, in initials and in Latin words, folded.
-- A search for part of a name is then a prefix search in a b-tree. Under row security a trigram index cannot be used
-- (LIKE is not leakproof, so it may not run before the wall); comparisons of "C" text can.
create table name_index (
  org_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  tail text collate "C" not null,
  account_id uuid,
  -- The tail is the name from its first character on; such hits come first.
  whole boolean not null default false,
  -- What visibility and rank ask for stands in the index: a search for one letter reads no table page.
  primary key (org_id, tail, kind, subject_id) include (account_id, whole)
);
call tenant_table('name_index');
-- Names from their beginning, in order: the first twenty of thousands are read, and no more.
create index name_index_whole on name_index (org_id, tail, kind, subject_id) include (account_id) where whole;
-- What belongs to the whole organisation: proofs, products, rivals; deals whose customer is not known yet.
create index name_index_shared on name_index (org_id, tail, kind, subject_id) include (whole) where account_id is null;
create index name_index_of_subject on name_index (org_id, subject_id);

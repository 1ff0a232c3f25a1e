-- An organisation is a company that uses Icebreaker. Its own row is its wall: `org_id` is its id.
create table org (
  org_id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);
call tenant_table('org');

-- Teams form a tree; a team's supervisor sees the work of its members and of all teams below.
create table team (
  org_id uuid not null references org,
  id uuid not null,
  name text not null,
  parent_id uuid,
  supervisor_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, parent_id) references team (org_id, id)
);
call tenant_table('team');

-- A person's seat in an organisation. `user_id` is the identity better-auth signs in; an invited member has none yet.
create table member (
  org_id uuid not null references org,
  id uuid not null,
  user_id uuid,
  name text not null,
  email text not null,
  role text not null check (role in ('rep', 'supervisor', 'service', 'administrator', 'auditor')),
  team_id uuid,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  left_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
call tenant_table('member');
-- Before the organisation is known, a signed-in user may find its own seats and nothing else.
create policy own_seat on member for select using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create unique index member_email on member (org_id, lower(email));
create unique index member_user on member (user_id) where user_id is not null;
create index member_of_team on member (org_id, team_id);
alter table team add foreign key (org_id, supervisor_id) references member (org_id, id);

-- What lists of other modules show beside their own rows: who a member is, also one who has left.
-- published
create view member_name with (security_invoker = true) as
  select org_id, id, name, team_id, left_at from member;

-- An organisation is a company that uses Icebreaker. Its own row is its wall: `org_id` is its id.
create table org (
  org_id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);
call tenant_table('org');
-- The platform's list of organisations (ids alone) follows by itself, so that nobody can forget it.
create trigger org_listed after insert on org for each row execute function list_organisation();

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
create index team_supervised on team (org_id, supervisor_id) where supervisor_id is not null;
create index team_parent on team (org_id, parent_id) where parent_id is not null;

-- A person's seat in an organisation. `user_id` is the identity better-auth signs in; a member who was imported or has
-- not accepted the invitation yet has none, and may have no e-mail either.
create table member (
  org_id uuid not null references org,
  id uuid not null,
  user_id uuid,
  name text not null,
  sort_name text collate "C" not null default '',
  email text,
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
create unique index member_email on member (org_id, lower(email));
create unique index member_user on member (org_id, user_id) where user_id is not null;
create index member_of_team on member (org_id, team_id);
create index member_by_name on member (org_id, sort_name, id);
alter table team add foreign key (org_id, supervisor_id) references member (org_id, id);

-- A link that lets one person in: `join` takes a seat, `reset` sets a forgotten password. The link's token is kept only
-- as a hash (`auth_link`); the mail carries a token of its own, made when it is sent, so that no queue ever holds one.
create table invitation (
  org_id uuid not null references org,
  id uuid not null,
  purpose text not null default 'join' check (purpose in ('join', 'reset')),
  member_id uuid,
  email text not null,
  name text not null default '',
  role text not null check (role in ('rep', 'supervisor', 'service', 'administrator', 'auditor')),
  team_id uuid,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  mailed_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id),
  foreign key (org_id, invited_by) references member (org_id, id),
  foreign key (org_id, accepted_by) references member (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
call tenant_table('invitation');
create index invitation_open on invitation (org_id, id) where accepted_at is null and withdrawn_at is null;

-- Identity, outside organisations: whoever signs in is looked up before anyone knows which organisation is meant.
-- The columns are those better-auth 1.7 reads and writes; `org_id` says where the identity has its one seat.
create table auth_user (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth_session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_session_of_user on auth_session (user_id);
create table auth_account (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth_user on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_account_of_user on auth_account (user_id);
create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

-- Which organisation and invitation a link's token belongs to: looked up before anyone is signed in, by a hash that only
-- the link's holder can make. Says nothing else.
create table auth_link (
  token_hash bytea primary key,
  org_id uuid not null,
  invitation_id uuid not null,
  created_at timestamptz not null default now(),
  foreign key (org_id, invitation_id) references invitation (org_id, id) on delete cascade
);
create index auth_link_of_invitation on auth_link (org_id, invitation_id);

-- What lists of other modules show beside their own rows: who a member is, also one who has left.
-- published
create view member_name with (security_invoker = true) as
  select org_id, id, name, team_id, left_at, role from member;

-- The tree of teams, for filters over people's work.
-- published
create view team_name with (security_invoker = true) as
  select org_id, id, name, parent_id from team;

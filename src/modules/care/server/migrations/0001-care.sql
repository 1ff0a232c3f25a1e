-- The service plan of a customer: what is done for them, how often, by whom.
create table service_item (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  person_id uuid,
  visit_id uuid,
  what text not null,
  frequency text not null check (frequency in ('once', 'weekly', 'monthly', 'quarterly', 'yearly', 'every_n_days')),
  every_days integer check (every_days between 1 and 3650),
  owner_id uuid not null,
  -- The first day: the rhythm is counted from it, so that the 31st stays the 31st after February.
  starts_on date not null,
  -- Null: done once and for all, or ended.
  next_due date,
  ended_at timestamptz,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  check ((frequency = 'every_n_days') = (every_days is not null)),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete set null (visit_id),
  foreign key (org_id, owner_id) references member (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('service_item');
create index service_item_of_account on service_item (org_id, account_id, next_due);
create index service_item_due on service_item (org_id, next_due, id) where next_due is not null;
create index service_item_of_owner on service_item (org_id, owner_id, next_due) where next_due is not null;
create index service_item_of_person on service_item (org_id, person_id) where person_id is not null;
create index service_item_of_visit on service_item (org_id, visit_id) where visit_id is not null;

-- Each time it was done: when, for which day it was due, by whom.
create table service_done (
  org_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  done_on date not null,
  due_on date,
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, item_id) references service_item (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('service_done');
create index service_done_of_item on service_done (org_id, item_id, done_on desc);

-- Who of a customer told us of whom.
create table referral (
  org_id uuid not null references org,
  id uuid not null,
  account_id uuid not null,
  person_id uuid,
  visit_id uuid,
  -- The one referred to: a name as it was said, and the customer it has become.
  to_name text not null default '',
  to_account_id uuid,
  note text not null default '',
  state text not null check (state in ('asked', 'promised', 'introduced', 'contacted', 'won', 'declined')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id) on delete set null (visit_id),
  foreign key (org_id, to_account_id) references account (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('referral');
create index referral_of_account on referral (org_id, account_id, id desc);
create index referral_of_person on referral (org_id, person_id) where person_id is not null;
create index referral_of_visit on referral (org_id, visit_id) where visit_id is not null;
create index referral_to on referral (org_id, to_account_id) where to_account_id is not null;

create table referral_step (
  org_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  state text not null,
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('referral_step');
create index referral_step_of_referral on referral_step (org_id, referral_id, at);

-- What other modules show beside their own rows; the guard is the reader's.
-- published
create view service_item_summary with (security_invoker = true) as
  select org_id, id, account_id, person_id, visit_id, what, frequency, owner_id, next_due, ended_at from service_item;

-- Letters that tell of another e-mail to sign in with, until they are sent. The queue of jobs stands outside the wall and
-- names ids only; the address a letter goes to, which the member itself may no longer have, waits here.
create table email_notice (
  org_id uuid not null references org,
  id uuid not null,
  member_id uuid not null,
  -- `old`: who had this address; `new`: who has it from now on.
  side text not null check (side in ('old', 'new')),
  address text not null,
  changed_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, member_id) references member (org_id, id) on delete cascade,
  foreign key (org_id, changed_by) references member (org_id, id) on delete cascade
);
call tenant_table('email_notice');

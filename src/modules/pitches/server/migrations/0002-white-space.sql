-- What a department of a customer uses where one of our products would do the work: ours, a rival's, nothing. A claim; `state`
-- null says nobody knows. Without a department: the customer as a whole. What is recorded as installed of ours needs no claim.
create table footprint (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  unit_id uuid,
  product_id uuid not null,
  state text check (state in ('ours', 'rival', 'none')),
  rival_id uuid,
  note text not null default '',
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  primary key (org_id, id),
  check (rival_id is null or state = 'rival'),
  foreign key (org_id, account_id) references account (org_id, id) on delete cascade,
  foreign key (org_id, unit_id) references org_unit (org_id, id) on delete cascade,
  foreign key (org_id, product_id) references product (org_id, id),
  foreign key (org_id, rival_id) references rival (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id)
);
call tenant_table('footprint');
create unique index footprint_now on footprint (org_id, account_id, unit_id, product_id) nulls not distinct
  where superseded_at is null;
create index footprint_history on footprint (org_id, account_id, product_id, asserted_at desc);
create index footprint_of_unit on footprint (org_id, unit_id) where unit_id is not null;
create index footprint_of_product on footprint (org_id, product_id);
create index footprint_of_rival on footprint (org_id, rival_id) where rival_id is not null;

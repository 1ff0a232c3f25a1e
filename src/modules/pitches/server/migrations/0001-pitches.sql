-- What we sell. The organisation's own library: it hangs on no account.
create table product (
  org_id uuid not null references org,
  id uuid not null,
  name text not null,
  series text not null default '',
  code text not null default '',
  list_price numeric(18, 2),
  currency text not null default 'CNY',
  unit text not null default '',
  summary text not null default '',
  sort_name text not null default '',
  external_ref text,
  import_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  -- No longer sold: offered nowhere, still named where it was.
  retired_at timestamptz,
  primary key (org_id, id)
);
call tenant_table('product');
create index product_by_name on product (org_id, sort_name collate "C", id);
create unique index product_ref on product (org_id, external_ref) where external_ref is not null;
create index product_import on product (org_id, import_id) where import_id is not null;

-- Feature, advantage, benefit, evidence. The benefit stands here as an idea; it becomes one where the card is used against
-- a customer's need (`card_use`).
create table fabe_card (
  org_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  feature text not null,
  advantage text not null default '',
  benefit text not null default '',
  -- The kind of need it usually answers: a need's subject, or empty.
  answers text not null default '',
  proof_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, product_id) references product (org_id, id) on delete cascade,
  foreign key (org_id, proof_id) references proof (org_id, id)
);
call tenant_table('fabe_card');
create index fabe_card_of_product on fabe_card (org_id, product_id, id);
create index fabe_card_of_proof on fabe_card (org_id, proof_id) where proof_id is not null;

-- A card used against a need: here the benefit is one, in this customer's words.
create table card_use (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  need_id uuid not null,
  card_id uuid not null,
  visit_id uuid,
  benefit text not null default '',
  said_at timestamptz,
  said_by uuid,
  -- How it went down: landed, doubted, missed.
  reaction text check (reaction in ('landed', 'doubted', 'missed')),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, need_id) references need (org_id, id),
  foreign key (org_id, card_id) references fabe_card (org_id, id),
  foreign key (org_id, visit_id) references visit (org_id, id),
  foreign key (org_id, created_by) references member (org_id, id)
);
call tenant_table('card_use');
create index card_use_of_account on card_use (org_id, account_id, id);
create index card_use_of_need on card_use (org_id, need_id);
create index card_use_of_card on card_use (org_id, card_id);
create index card_use_of_visit on card_use (org_id, visit_id) where visit_id is not null;

-- A unique selling proposition, and the phrase by which it is remembered.
create table usp (
  org_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  proposition text not null,
  memory_point text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, product_id) references product (org_id, id) on delete cascade
);
call tenant_table('usp');
create index usp_of_product on usp (org_id, product_id, id);

-- Its three tests. A claim: who tested it, when, on what proof.
create table usp_test (
  org_id uuid not null,
  id uuid not null,
  usp_id uuid not null,
  test text not null check (test in ('benefit', 'unique', 'strong')),
  result text not null check (result in ('passed', 'failed', 'untested')),
  proof_id uuid,
  note text not null default '',
  tested_on date not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, usp_id) references usp (org_id, id) on delete cascade,
  foreign key (org_id, proof_id) references proof (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id)
);
call tenant_table('usp_test');
create unique index usp_test_now on usp_test (org_id, usp_id, test) where superseded_at is null;
create index usp_test_of_usp on usp_test (org_id, usp_id, asserted_at desc);
create index usp_test_of_proof on usp_test (org_id, proof_id) where proof_id is not null;

-- A rival offers the same: the proposition is void from that day, until somebody takes the row back.
create table usp_parity (
  org_id uuid not null,
  id uuid not null,
  usp_id uuid not null,
  rival_id uuid not null,
  reached_on date not null,
  note text not null default '',
  by_id uuid not null,
  at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, usp_id) references usp (org_id, id) on delete cascade,
  foreign key (org_id, rival_id) references rival (org_id, id),
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('usp_parity');
create unique index usp_parity_now on usp_parity (org_id, usp_id, rival_id) where ended_at is null;
create index usp_parity_of_rival on usp_parity (org_id, rival_id);

-- Need × product. A claim; `product_id` null says: nothing of ours meets it.
create table match (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  need_id uuid not null,
  product_id uuid,
  fit text not null check (fit in ('met', 'partly', 'custom', 'unmet')),
  gap text not null default '',
  -- What closes the gap, who sees to it, by when.
  remedy text not null default '',
  owner_id uuid,
  due_on date,
  source_kind text not null,
  source_id uuid,
  source_note text not null default '',
  confidence text not null,
  asserted_by uuid not null,
  asserted_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_at timestamptz,
  withdrawn_by uuid,
  primary key (org_id, id),
  check (product_id is not null or fit = 'unmet'),
  foreign key (org_id, account_id) references account (org_id, id),
  foreign key (org_id, need_id) references need (org_id, id),
  foreign key (org_id, product_id) references product (org_id, id),
  foreign key (org_id, owner_id) references member (org_id, id),
  foreign key (org_id, asserted_by) references member (org_id, id)
);
call tenant_table('match');
create index match_of_account on match (org_id, account_id, id);
create index match_of_need on match (org_id, need_id);
create index match_of_product on match (org_id, product_id) where product_id is not null;
create index match_of_owner on match (org_id, owner_id, due_on) where owner_id is not null and superseded_at is null;
create unique index match_now on match
  (org_id, need_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'::uuid)) where superseded_at is null;

-- What lists of other modules show beside their own rows.
-- published
create view product_name with (security_invoker = true) as
  select org_id, id, name, series, code, list_price, currency, retired_at from product;
-- published
create view match_summary with (security_invoker = true) as
  select org_id, id, account_id, need_id, product_id, fit, gap, remedy, owner_id, due_on, asserted_by, asserted_at
  from match where superseded_at is null;

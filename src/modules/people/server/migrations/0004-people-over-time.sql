-- What we knew of people's posts on a day. A career (`since`, `until`) tells when somebody held a post; `known_since` tells
-- from when on we have known it so. What an employment said before stands in `employment_past`, kept by triggers: whoever
-- changes or removes one, by whatever way, the state before is there. A person who moves on leaves a row in `person_past`
-- with the name as it stood here, so that the customer they left keeps its own past without reading another's card.
alter table employment add column known_since timestamptz, add column changed_by uuid;
-- Rows that are there have been so since they were written down. (Rewriting the column is not stopped by the wall.)
alter table employment alter column known_since type timestamptz using created_at;
alter table employment alter column known_since set not null, alter column known_since set default now(),
  alter column changed_by set default chart_writer();
alter table person add column home_since timestamptz;
alter table person alter column home_since type timestamptz using created_at;
alter table person alter column home_since set not null, alter column home_since set default now();

create table employment_past (
  org_id uuid not null,
  employment_id uuid not null,
  -- From this moment on we knew it so …
  known_since timestamptz not null,
  -- … and from this one on no more.
  known_until timestamptz not null,
  person_id uuid not null,
  account_id uuid not null,
  post_id uuid,
  title text not null,
  unit_id uuid,
  since date,
  until date,
  changed_by uuid,
  -- Who knew better.
  ended_by uuid,
  primary key (org_id, employment_id, known_since),
  check (known_until > known_since),
  -- Goes with the person; to posts and departments it hangs on nothing and holds nothing back.
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade
);
call tenant_table('employment_past');
create index employment_past_of_person on employment_past (org_id, person_id);
create index employment_past_of_account on employment_past (org_id, account_id, known_until);

-- Whose person somebody was, from when to when, and what they were called there when they left.
create table person_past (
  org_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  account_id uuid not null,
  name text not null,
  ended_by uuid,
  primary key (org_id, person_id, since),
  check (until > since),
  foreign key (org_id, person_id) references person (org_id, id) on delete cascade
);
call tenant_table('person_past');
create index person_past_of_account on person_past (org_id, account_id, until);

-- Moves so far are told by their events. What people were called at the time was not kept: the name is today's.
do $$
declare
  organisation uuid;
begin
  for organisation in select org_id from org_directory loop
    perform set_config('app.org_id', organisation::text, true);
    insert into person_past (org_id, person_id, since, until, account_id, name, ended_by)
      select m.org_id, m.person_id, m.since, m.at, m.account_id, m.name, m.actor_id
      from (select v.org_id, p.id as person_id, v.at, v.account_id, p.name, v.actor_id,
          coalesce(lag(v.at) over (partition by p.id order by v.at, v.id), p.created_at) as since
        from event v join person p on p.org_id = v.org_id and p.id = v.subject_id
        where v.kind = 'people.left' and v.account_id is not null and p.erased_at is null) m
      where m.at > m.since;
    update person p set home_since = l.at
      from (select org_id, person_id, max(until) as at from person_past group by org_id, person_id) l
      where p.org_id = l.org_id and p.id = l.person_id;
  end loop;
  perform set_config('app.org_id', '00000000-0000-0000-0000-000000000000', true);
end $$;

-- Within one transaction only the last state counts, and time never runs backwards.
create function employment_known() returns trigger language plpgsql as $$
begin
  new.changed_by := chart_writer();
  new.known_since := greatest(now(), old.known_since);
  return new;
end $$;
create trigger employment_known before update on employment for each row
  when ((old.person_id, old.account_id, old.post_id, old.title, old.unit_id, old.since, old.until)
    is distinct from (new.person_id, new.account_id, new.post_id, new.title, new.unit_id, new.since, new.until))
  execute function employment_known();

-- The states before, once per statement.
create function employment_past_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into employment_past (org_id, employment_id, known_since, known_until, person_id, account_id, post_id, title,
      unit_id, since, until, changed_by, ended_by)
    select o.org_id, o.id, o.known_since, n.known_since, o.person_id, o.account_id, o.post_id, o.title, o.unit_id, o.since,
      o.until, o.changed_by, n.changed_by
    from before_change o join after_change n on n.org_id = o.org_id and n.id = o.id
    where n.known_since > o.known_since
    on conflict do nothing;
  else
    -- Where the person goes, their past goes too.
    insert into employment_past (org_id, employment_id, known_since, known_until, person_id, account_id, post_id, title,
      unit_id, since, until, changed_by, ended_by)
    select o.org_id, o.id, o.known_since, now(), o.person_id, o.account_id, o.post_id, o.title, o.unit_id, o.since, o.until,
      o.changed_by, chart_writer()
    from before_change o
    where now() > o.known_since
      and exists (select from person p where p.org_id = o.org_id and p.id = o.person_id and p.erased_at is null)
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger employment_past_changed after update on employment
  referencing old table as before_change new table as after_change for each statement
  execute function employment_past_kept();
create trigger employment_past_deleted after delete on employment
  referencing old table as before_change for each statement execute function employment_past_kept();

create function person_goes() returns trigger language plpgsql as $$
begin
  new.home_since := greatest(now(), old.home_since);
  if new.home_since > old.home_since then
    insert into person_past (org_id, person_id, since, until, account_id, name, ended_by)
    values (old.org_id, old.id, old.home_since, new.home_since, old.account_id, old.name, chart_writer());
  end if;
  return new;
end $$;
create trigger person_goes before update of account_id on person for each row
  when (old.account_id is distinct from new.account_id) execute function person_goes();

import type { Tx } from '#platform/server/tx.ts'

export interface ChainCopy {
  id: string
  projectId: string
  fromProjectId: string
  accountId: string
  /** Null: everybody. */
  personIds: readonly string[] | null
  attributes: readonly string[]
  /** Of these, nothing is surer than inferred. */
  asGuess: readonly string[]
}

/** What a copy brought, or an undo took back. */
export interface Brought {
  people: number
  claims: number
}

/**
 * Brings people and claims over from another project's chain. Of whom or what something is claimed already, nothing is
 * brought: no claim that stands is superseded. Three statements, whatever the chain's length.
 */
export async function copyChain(tx: Tx, copy: ChainCopy): Promise<Brought> {
  const [, seated, claimed] = await Promise.all([
    tx.query(
      `insert into chain_copy (org_id, id, project_id, from_project_id, account_id, by_id) values ($1, $2, $3, $4, $5, $6)`,
      [tx.orgId, copy.id, copy.projectId, copy.fromProjectId, copy.accountId, tx.memberId],
    ),
    tx.query(
      `with seated as (
         insert into chain_seat (org_id, project_id, person_id, account_id, added_by)
         select $1, $3, s.person_id, $5, $6 from chain_seating s
         join person_name p on p.org_id = s.org_id and p.id = s.person_id
         where s.org_id = $1 and s.project_id = $4 and s.removed_at is null and p.account_id = $5
           and p.archived_at is null and p.erased_at is null and ($7::uuid[] is null or s.person_id = any($7))
         order by s.person_id
         on conflict (org_id, project_id, person_id) do update set removed_at = null
           where chain_seat.removed_at is not null
         returning person_id)
       insert into chain_seating (org_id, project_id, person_id, account_id, added_by, added_at, copy_id)
       select $1, $3, person_id, $5, $6, clock_timestamp(), $2 from seated`,
      [tx.orgId, copy.id, copy.projectId, copy.fromProjectId, copy.accountId, tx.memberId, copy.personIds],
    ),
    tx.query(
      `with held as materialized (
         select t.person_id from chain_seat t
         where t.org_id = $1 and t.project_id = $3 and t.removed_at is null and ($7::uuid[] is null or t.person_id = any($7))
           and exists (select from chain_seating s where s.org_id = $1 and s.project_id = $4 and s.person_id = t.person_id
             and s.removed_at is null)
         order by t.person_id for update)
       insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, about_member_id, value, confidence,
         source_kind, source_id, source_note, asserted_by, asserted_at, copy_id)
       select $1, gen_random_uuid(), $3, c.person_id, $5, c.attribute, c.about_member_id, c.value,
         case when c.attribute = any($9::text[]) and c.confidence in ('stated', 'confirmed') then 'inferred'
           else c.confidence end,
         c.source_kind, c.source_id, c.source_note, $6, clock_timestamp(), $2
       from chain_claim c join held h on h.person_id = c.person_id
       where c.org_id = $1 and c.project_id = $4 and c.superseded_at is null and c.value is not null
         and c.attribute = any($8::text[])
         and not exists (select from chain_claim n where n.org_id = $1 and n.project_id = $3 and n.person_id = c.person_id
           and n.attribute = c.attribute and n.about_member_id is not distinct from c.about_member_id
           and n.superseded_at is null)`,
      [
        tx.orgId,
        copy.id,
        copy.projectId,
        copy.fromProjectId,
        copy.accountId,
        tx.memberId,
        copy.personIds,
        copy.attributes,
        copy.asGuess,
      ],
    ),
  ])
  return { people: seated.rowCount ?? 0, claims: claimed.rowCount ?? 0 }
}

/** Marks a copy as taken back. @returns false if it was before, or is none of this project's */
export async function endCopy(
  tx: Tx,
  projectId: string,
  copyId: string,
): Promise<'ended' | 'before' | 'none'> {
  const { rows } = await tx.query<{ before: boolean }>(
    `update chain_copy k set undone_at = coalesce(k.undone_at, now()), undone_by = coalesce(k.undone_by, $4)
     from (select id, undone_at is not null as before from chain_copy
       where org_id = $1 and project_id = $2 and id = $3 for update) b
     where k.org_id = $1 and k.id = b.id returning b.before`,
    [tx.orgId, projectId, copyId, tx.memberId],
  )
  if (!rows[0]) return 'none'
  return rows[0].before ? 'before' : 'ended'
}

/**
 * Takes back what a copy brought and nobody has changed since: its claims end (the history keeps them), and people of whom
 * nothing else is claimed leave the chain.
 */
export async function takeBackCopy(tx: Tx, projectId: string, copyId: string): Promise<Brought> {
  const [, ended, left] = await Promise.all([
    tx.query(
      `select 1 from chain_seat t where t.org_id = $1 and t.project_id = $2 and t.person_id in (
         select c.person_id from chain_claim c where c.org_id = $1 and c.copy_id = $3
         union select s.person_id from chain_seating s where s.org_id = $1 and s.copy_id = $3)
       order by t.person_id for update`,
      [tx.orgId, projectId, copyId],
    ),
    tx.query(
      `update chain_claim set superseded_at = clock_timestamp()
       where org_id = $1 and copy_id = $2 and superseded_at is null`,
      [tx.orgId, copyId],
    ),
    tx.query(
      `with ended as (
         update chain_seating s set removed_at = clock_timestamp(), removed_by = $4
         where s.org_id = $1 and s.copy_id = $3 and s.removed_at is null
           and not exists (select from chain_claim c where c.org_id = $1 and c.project_id = $2
             and c.person_id = s.person_id and c.superseded_at is null)
         returning s.person_id)
       update chain_seat t set removed_at = clock_timestamp() from ended e
       where t.org_id = $1 and t.project_id = $2 and t.person_id = e.person_id`,
      [tx.orgId, projectId, copyId, tx.memberId],
    ),
  ])
  return { people: left.rowCount ?? 0, claims: ended.rowCount ?? 0 }
}

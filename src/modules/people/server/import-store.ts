import { postponeNames } from '#platform/server/name-waiting.ts'
import { forgetNames, indexNewNames, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { CHANNEL_KINDS } from '../people.contract.ts'
import { named } from './person-store.ts'

/** A person as an import brings them, with the post they hold. Ids are the caller's. */
export interface ImportedPerson {
  id: string
  accountId: string
  name: string
  nameEn?: string
  formOfAddress?: string
  externalRef?: string | null
  /** The present employment at `accountId`; left out if nothing is known. */
  employment?: {
    id: string
    title?: string
    unitId?: string | null
    postId?: string | null
    since?: string | null
  }
  channels?: readonly { id: string; kind: (typeof CHANNEL_KINDS)[number]; value: string }[]
}

/**
 * Writes any number of people in five statements. Names of an import wait to be filed (`fileWaitingNames`). The caller has passed each account's guard, and records the import
 * itself: there is no event per person.
 */
export async function createPeople(
  tx: Tx,
  people: readonly ImportedPerson[],
  importId: string | null,
): Promise<void> {
  if (people.length === 0) return
  await tx.query(
    `insert into person (org_id, id, account_id, name, name_en, form_of_address, sort_name, external_ref, import_id, created_by)
     select $1, p.*, $9, $10
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as p`,
    [
      tx.orgId,
      people.map((p) => p.id),
      people.map((p) => p.accountId),
      people.map((p) => p.name),
      people.map((p) => p.nameEn ?? ''),
      people.map((p) => p.formOfAddress ?? ''),
      people.map((p) => sortName(p.name)),
      people.map((p) => p.externalRef ?? null),
      importId,
      tx.memberId,
    ],
  )
  const employed = people.flatMap((p) => (p.employment ? [{ ...p.employment, person: p }] : []))
  const reachable = people.flatMap((p) =>
    (p.channels ?? []).map((channel) => ({ ...channel, personId: p.id })),
  )
  await Promise.all([
    employed.length > 0 &&
      tx.query(
        `insert into employment (org_id, id, person_id, account_id, post_id, title, unit_id, since, import_id)
         select $1, e.*, $9
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::date[]) as e`,
        [
          tx.orgId,
          employed.map((e) => e.id),
          employed.map((e) => e.person.id),
          employed.map((e) => e.person.accountId),
          employed.map((e) => e.postId ?? null),
          employed.map((e) => e.title ?? ''),
          employed.map((e) => e.unitId ?? null),
          employed.map((e) => e.since ?? null),
          importId,
        ],
      ),
    reachable.length > 0 &&
      tx.query(
        `insert into contact_channel (org_id, id, person_id, kind, value)
         select $1, c.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as c`,
        [
          tx.orgId,
          reachable.map((c) => c.id),
          reachable.map((c) => c.personId),
          reachable.map((c) => c.kind),
          reachable.map((c) => c.value),
        ],
      ),
    (importId === null ? indexNewNames : postponeNames)(
      tx,
      people.map((p) => ({ kind: 'person', id: p.id, accountId: p.accountId, names: named(p) })),
    ),
  ])
}

/**
 * Takes back what an import brought. A person somebody has worked on since is kept: changed, written about, met, or given
 * another post or channel.
 * @returns how many are gone, and the ids of those kept
 */
export async function undoImport(tx: Tx, importId: string): Promise<{ removed: number; kept: string[] }> {
  const { rows } = await tx.query<{ id: string; touched: boolean }>(
    `select p.id, p.version > 1
        or exists (select 1 from employment e where e.org_id = p.org_id and e.person_id = p.id
          and (e.version > 1 or e.import_id is distinct from p.import_id))
        or exists (select 1 from contact_channel c where c.org_id = p.org_id and c.person_id = p.id
          and (c.version > 1 or c.created_at > p.created_at))
        or exists (select 1 from dossier_fact f where f.org_id = p.org_id and f.person_id = p.id
          and (f.source_id is distinct from p.import_id or f.superseded_at is not null)) as touched
     from person p where p.org_id = $1 and p.import_id = $2`,
    [tx.orgId, importId],
  )
  const removable = new Set(rows.filter((row) => !row.touched).map((row) => row.id))
  const { rows: used } = await tx.query<{ id: string }>(
    `select ids_referenced('person', $1, $2::uuid[], '{employment,employment_past,person_past,contact_channel,dossier_fact}') as id`,
    [tx.orgId, [...removable]],
  )
  for (const { id } of used) removable.delete(id)
  const gone = [...removable]
  await tx.query('delete from person where org_id = $1 and id = any($2::uuid[])', [tx.orgId, gone])
  await forgetNames(tx, gone)
  return { removed: gone.length, kept: rows.map((row) => row.id).filter((id) => !removable.has(id)) }
}

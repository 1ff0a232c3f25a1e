import { sql } from 'kysely'
import { foldName, insertTails, type NamedSubject, type TailRange } from './names.ts'
import type { Scope, Tx } from './tx.ts'

/** Records filed in one transaction. A change of one of them waits for as long: a second or two. */
const AT_ONCE = 2_000

/**
 * Puts the names of newly made records down to be filed by `fileWaitingNames`: a tenth of the work of `indexNewNames`. They
 * are found at once by what is written (not yet by pinyin or initials). The same record twice is an error of the database.
 */
export async function postponeNames(tx: Tx, subjects: readonly NamedSubject[]): Promise<void> {
  if (subjects.length === 0) return
  await tx.query(
    `insert into name_waiting (org_id, subject_id, kind, account_id, names, folded)
     select $1, s.id, s.kind, s.account_id, string_to_array(s.names, chr(31)), s.folded
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[]) as s (id, kind, account_id, names, folded)`,
    [
      tx.orgId,
      subjects.map((s) => s.id),
      subjects.map((s) => s.kind),
      subjects.map((s) => s.accountId),
      // No name holds a unit separator: signs that cannot be seen are taken out of what is imported.
      subjects.map((s) => s.names.join('\u{1f}')),
      subjects.map((s) => s.names.map(foldName).join(' ')),
    ],
  )
}

/**
 * Files the waiting names of one organisation, some thousand records to a transaction, until none waits. Several may run at a
 * time (the server's job and a command); they take different records.
 * @returns how many records were filed
 */
export async function fileWaitingNames(
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>,
  orgId: string,
  { signal, onFiled }: { signal?: AbortSignal; onFiled?: (records: number) => void } = {},
): Promise<number> {
  let filed = 0
  while (!signal?.aborted) {
    const some = await open({ orgId }, async (tx) => {
      // Taken out and filed in one transaction: a change of a name waits for it, then replaces what it filed.
      const { rows } = await tx.query<NamedSubject>(
        `delete from name_waiting w where w.org_id = $1 and w.subject_id in (
           select subject_id from name_waiting where org_id = $1 order by subject_id limit $2 for update skip locked)
         returning kind, subject_id as id, account_id as "accountId", names`,
        [orgId, AT_ONCE],
      )
      // What waits was never filed, so nothing can be in the way.
      await insertTails(tx, rows, '')
      return rows.length
    })
    if (some === 0) break
    filed += some
    onFiled?.(filed)
  }
  return filed
}

/** Whether names of this organisation wait to be filed. */
export async function namesWait(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from name_waiting where org_id = $1 limit 1', [tx.orgId])
  return rowCount === 1
}

/**
 * The records of one kind with a name, or a part of it, that begins so, as a select of `subject_id`: those filed and those
 * that wait; with `accountId`, of that account alone.
 */
export function subjectsNamed(orgId: string, kind: string, { from, to }: TailRange, accountId?: string) {
  const there = accountId ? sql`and account_id = ${accountId}::uuid` : sql``
  return sql`(
    select subject_id from name_index
    where org_id = ${orgId}::uuid and kind = ${kind} and tail >= ${from} and tail < ${to} ${there}
    union all
    select subject_id from name_waiting
    where org_id = ${orgId}::uuid and kind = ${kind} and strpos(folded, ${from}) > 0 ${there})`
}

import type { Tx } from './tx.ts'

/** What was told just now and is to have been told on an earlier day. */
export interface BackDated {
  accountIds: readonly string[]
  /** What was written from this moment on (as PostgreSQL renders it) … */
  after: string
  /** … is dated to this one (ISO), in the same order and at the same distances. */
  to: string
}

/** A table's moments, and which of its rows are meant: a condition on `t`, with $1 the organisation and $2 the accounts. */
export interface BackDatedTable {
  moments: readonly string[]
  of: string
}

/**
 * Dates rows back, for the sample story alone: no endpoint leads here, and events keep the moment they were really written.
 * The columns are moments the histories are read by; triggers that keep a past do not take a change of them for a new state.
 * All of a row's moments change at once, so that none ends before it began.
 */
export async function backDate(
  tx: Tx,
  tables: Readonly<Record<string, BackDatedTable>>,
  told: BackDated,
): Promise<void> {
  for (const [table, { moments, of }] of Object.entries(tables)) {
    const set = moments.map(
      (m) =>
        `${m} = case when t.${m} >= $3::timestamptz then $4::timestamptz + (t.${m} - $3::timestamptz) else t.${m} end`,
    )
    const any = moments.map((m) => `t.${m} >= $3::timestamptz`).join(' or ')
    await tx.query(`update ${table} t set ${set.join(', ')} where t.org_id = $1 and ${of} and (${any})`, [
      tx.orgId,
      told.accountIds,
      told.after,
      told.to,
    ])
  }
}

/** The database's own moment, as `after` takes it. */
export async function momentNow(tx: Tx): Promise<string> {
  const { rows } = await tx.query<{ at: string }>('select clock_timestamp()::text as at')
  return rows[0]!.at
}

import type { Tx } from '#platform/server/tx.ts'

/**
 * Takes somebody who left an account off the chains of its projects; what was believed of them, and that they stood there,
 * stays in the history.
 */
export async function unseatWhoLeft(
  tx: Tx,
  { personId, fromAccountId }: { personId: string; fromAccountId: string },
): Promise<void> {
  await tx.query(
    `with taken as (
       update chain_seat set removed_at = clock_timestamp()
       where org_id = $1 and person_id = $2 and account_id = $3 and removed_at is null
       returning project_id)
     update chain_seating s set removed_at = clock_timestamp(), removed_by = $4 from taken t
     where s.org_id = $1 and s.project_id = t.project_id and s.person_id = $2 and s.removed_at is null`,
    [tx.orgId, personId, fromAccountId, tx.memberId],
  )
}

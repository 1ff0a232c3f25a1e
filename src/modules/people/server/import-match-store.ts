import type { Tx } from '#platform/server/tx.ts'

/**
 * How many people of a name an account has, by `JSON.stringify([accountId, name])`; those this import has brought itself do
 * not count, nor do the erased. The caller has passed each account's guard. One query.
 */
export async function matchPeople(
  tx: Tx,
  wanted: readonly { accountId: string; name: string }[],
  importId: string,
): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await tx.query<{ accountId: string; name: string; count: number }>(
    `select p.account_id as "accountId", p.name, count(*) as count from person p
     where p.org_id = $1 and p.account_id = any($2::uuid[]) and p.name = any($3::text[]) and p.erased_at is null
       and p.import_id is distinct from $4 group by p.account_id, p.name`,
    [
      tx.orgId,
      [...new Set(wanted.map((w) => w.accountId))],
      [...new Set(wanted.map((w) => w.name))],
      importId,
    ],
  )
  return new Map(rows.map((row) => [JSON.stringify([row.accountId, row.name]), row.count]))
}

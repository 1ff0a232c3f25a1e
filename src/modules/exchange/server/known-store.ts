import type { Tx } from '#platform/server/tx.ts'

/** Names of the products still sold, for proposing what a misspelt one means. */
export async function namesOfProducts(tx: Tx, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'select name from product_name where org_id = $1 and retired_at is null order by name limit $2',
    [tx.orgId, most],
  )
  return rows.map((row) => row.name)
}

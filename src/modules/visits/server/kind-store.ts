import type { Tx } from '#platform/server/tx.ts'
import type { KindSetting } from '../kinds.contract.ts'

/** What the organisation has changed or added, in the order it was. */
export async function listKindChanges(tx: Tx): Promise<KindSetting[]> {
  const { rows } = await tx.query<KindSetting>(
    `select key, label_zh as "labelZh", label_en as "labelEn", hidden, version
     from visit_kind where org_id = $1 order by created_at, key`,
    [tx.orgId],
  )
  return rows
}

/** @returns false if somebody else has set it since `version` was read (0: nobody ever had) */
export async function putKind(tx: Tx, kind: KindSetting): Promise<boolean> {
  const values = [tx.orgId, kind.key, kind.labelZh, kind.labelEn, kind.hidden]
  const { rowCount } =
    kind.version === 0
      ? await tx.query(
          `insert into visit_kind (org_id, key, label_zh, label_en, hidden) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
          values,
        )
      : await tx.query(
          `update visit_kind set label_zh = $3, label_en = $4, hidden = $5, version = version + 1
           where org_id = $1 and key = $2 and version = $6`,
          [...values, kind.version],
        )
  return rowCount === 1
}

/** Whether the organisation has added this kind, laid aside or not. */
export async function isOwnKind(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await tx.query('select 1 from visit_kind where org_id = $1 and key = $2', [tx.orgId, key])
  return rows.length > 0
}

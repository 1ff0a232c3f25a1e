import type { Tx } from '#platform/server/tx.ts'

export interface AuditRow {
  id: string
  at: string
  kind: string
  actorId: string | null
  actorName: string | null
  subjectKind: string
  subjectId: string
  accountId: string | null
  data: Record<string, unknown> | null
  sealNo: number | null
}

export interface AuditFilter {
  limit: number
  before: string | null
  memberId?: string | undefined
  subjectId?: string | undefined
  kind?: string | undefined
}

/** Events, the newest first, one more than `limit`. */
export async function listAuditRows(tx: Tx, filter: AuditFilter): Promise<AuditRow[]> {
  const values: unknown[] = [tx.orgId]
  const add = (value: unknown) => `$${values.push(value)}`
  const where = ['e.org_id = $1']
  if (filter.before) where.push(`e.id < ${add(filter.before)}`)
  if (filter.memberId) where.push(`e.actor_id = ${add(filter.memberId)}`)
  if (filter.subjectId) where.push(`e.subject_id = ${add(filter.subjectId)}`)
  if (filter.kind) where.push(`starts_with(e.kind, ${add(filter.kind)})`)
  const { rows } = await tx.query<AuditRow>(
    `select e.id, e.at, e.kind, e.actor_id as "actorId", m.name as "actorName", e.subject_kind as "subjectKind",
       e.subject_id as "subjectId", e.account_id as "accountId", e.data, e.seal_no as "sealNo"
     from event e left join member m on m.org_id = e.org_id and m.id = e.actor_id
     where ${where.join(' and ')} order by e.id desc limit ${add(filter.limit + 1)}`,
    values,
  )
  return rows
}

import { newId } from '#platform/contract/fields.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Handling, HandlingParts } from '../objections.contract.ts'

export interface NewHandling {
  id: string
  objectionId: string
  parts: HandlingParts
  line: string
  playbookLineId: string | null
  outcome: string | null
  reaction: string
}

/** Notes the roles the person is believed to have today: what they become later says nothing of why the line worked. */
export async function insertHandling(tx: Tx, h: NewHandling): Promise<void> {
  await tx.query(
    `insert into objection_handling (org_id, id, objection_id, method, parts, line, proof_id, playbook_line_id, roles, outcome,
       reaction, tried_at, created_by)
     select $1, $2, o.id, $4, $5, $6, $7, $8, coalesce(c.roles, '{}'), $9, $10, case when $9::text is not null then now() end, $11
     from objection o
     left join chain_roles c on c.org_id = o.org_id and c.project_id = o.project_id and c.person_id = o.person_id
     where o.org_id = $1 and o.id = $3`,
    [
      tx.orgId,
      h.id,
      h.objectionId,
      h.parts.method,
      JSON.stringify(h.parts),
      h.line,
      proofOf(h.parts),
      h.playbookLineId,
      h.outcome,
      h.reaction,
      tx.memberId,
    ],
  )
}

export type HandlingChange = Partial<Pick<NewHandling, 'parts' | 'line' | 'outcome' | 'reaction'>>

/** @returns false if somebody else changed it first */
export async function updateHandling(
  tx: Tx,
  objectionId: string,
  id: string,
  version: number,
  change: HandlingChange,
): Promise<boolean> {
  if (change.parts || change.line !== undefined) await keepWording(tx, id, version, change)
  const values: unknown[] = [tx.orgId, objectionId, id, version]
  const sets = ['version = version + 1']
  const set = (column: string, value: unknown) => sets.push(`${column} = $${values.push(value)}`)
  if (change.parts) {
    set('parts', JSON.stringify(change.parts))
    set('method', change.parts.method)
    set('proof_id', proofOf(change.parts))
  }
  if (change.line !== undefined) set('line', change.line)
  if (change.reaction !== undefined) set('reaction', change.reaction)
  if (change.outcome !== undefined) {
    set('outcome', change.outcome)
    sets.push(change.outcome === null ? 'tried_at = null' : 'tried_at = coalesce(tried_at, now())')
  }
  const { rowCount } = await tx.query(
    `update objection_handling set ${sets.join(', ')}
     where org_id = $1 and objection_id = $2 and id = $3 and version = $4`,
    values,
  )
  return rowCount === 1
}

/** Keeps how an answer is worded, before another wording takes its place; nothing where it stays as it is. */
async function keepWording(tx: Tx, id: string, version: number, to: HandlingChange): Promise<void> {
  await tx.query(
    `insert into objection_handling_wording (org_id, id, handling_id, method, parts, line, replaced_by)
     select org_id, $3, id, method, parts, line, $4 from objection_handling
     where org_id = $1 and id = $2 and version = $5
       and (line is distinct from coalesce($6, line) or parts is distinct from coalesce($7::jsonb, parts))`,
    [
      tx.orgId,
      id,
      newId(),
      tx.memberId,
      version,
      to.line ?? null,
      to.parts ? JSON.stringify(to.parts) : null,
    ],
  )
}

function proofOf(parts: HandlingParts): string | null {
  return parts.method === 'proof' ? parts.proofId : null
}

/** What may be kept of a handling in the playbook, and whose account it is of. */
export async function findHandling(
  tx: Tx,
  id: string,
): Promise<{ accountId: string; parts: Handling['parts'] } | undefined> {
  const { rows } = await tx.query<{ accountId: string; parts: Handling['parts'] }>(
    `select o.account_id as "accountId", h.parts from objection_handling h
     join objection o on o.org_id = h.org_id and o.id = h.objection_id where h.org_id = $1 and h.id = $2`,
    [tx.orgId, id],
  )
  return rows[0]
}

import { toPage } from '#platform/contract/paging.ts'
import { verifyChain } from '#platform/server/audit.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { listAudit, verifyAudit } from '../members.contract.ts'
import { listAuditRows } from './audit-store.ts'
import { cursorId } from './cursor.ts'

export function auditRoutes(): Route[] {
  return [
    on(listAudit, async ({ tx, query }) => {
      const rows = await listAuditRows(tx, { ...query, before: cursorId(query.cursor) })
      const page = toPage(rows, query.limit, (row) => [row.id])
      return {
        next: page.next,
        items: page.items.map(({ actorId, actorName, ...row }) => ({
          ...row,
          actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
        })),
      }
    }),

    on(verifyAudit, async ({ actor, tx }) => {
      const found = await verifyChain(tx)
      await record(tx, {
        kind: 'members.audit-verified',
        subject: { kind: 'member', id: actor.memberId },
        accountId: null,
        data: { ok: found.ok, seals: found.seals },
      })
      return found
    }),
  ]
}

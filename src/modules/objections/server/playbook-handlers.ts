import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  changeLine,
  keepLine,
  listPlaybook,
  objectionsProblems,
  type PlaybookLine,
} from '../objections.contract.ts'
import { findHandling } from './handling-store.ts'
import * as store from './playbook-store.ts'

async function read(tx: Tx, id: string): Promise<PlaybookLine> {
  const line = await store.findLine(tx, id)
  if (!line) throw notFound()
  return line
}

/** The playbook is the organisation's: it carries lines and counts, never a customer. */
export const playbookRoutes: Route[] = [
  on(listPlaybook, async ({ tx, query }) => {
    const after = decodeCursor(query.cursor, 3) as [number, number, string] | null
    const rows = await store.listLines(tx, { ...query, after })
    return toPage(rows, query.limit, (row) => [row.rank, row.sure, row.id])
  }),

  on(keepLine, async ({ actor, tx, body }) => {
    let parts: PlaybookLine['parts'] = null
    if (body.fromHandlingId !== null) {
      const handling = await findHandling(tx, body.fromHandlingId)
      if (!handling) throw invalidField('fromHandlingId', 'not-found')
      await loadAccountRight(tx, actor, handling.accountId)
      // A proof belongs to the occasion: it may have run out by the next one.
      parts = handling.parts?.method === 'proof' ? { ...handling.parts, proofId: null } : handling.parts
    }
    if (!(await store.insertLine(tx, { ...body, parts })))
      throw new ProblemError(objectionsProblems.alreadyKept)
    await record(tx, {
      kind: 'objections.line-kept',
      subject: { kind: 'playbook_line', id: body.id },
      accountId: null,
      data: { category: body.category, method: body.method },
    })
    return read(tx, body.id)
  }),

  on(changeLine, async ({ tx, params, body }) => {
    const { version, ...change } = body
    const before = await read(tx, params.lineId)
    if (!(await store.updateLine(tx, before.id, version, change))) throw conflict(await read(tx, before.id))
    await record(tx, {
      kind: 'objections.line-changed',
      subject: { kind: 'playbook_line', id: before.id },
      accountId: null,
      data: { fields: Object.keys(change) },
    })
    return read(tx, before.id)
  }),
]

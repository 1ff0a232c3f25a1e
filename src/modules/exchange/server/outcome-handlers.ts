import { Readable } from 'node:stream'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { on, type Route } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import { csvCell } from '../csv-safe.rules.ts'
import { downloadImportProblems, downloadImportReport, listImportProblems } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import { listProblemRows } from './outcome-store.ts'
import { reportText } from './report.ts'
import { requireRun } from './run-handlers.ts'

const AT_ONCE = 1_000

export const outcomeRoutes: Route[] = [
  on(listImportProblems, async ({ tx, actor, params, query }) => {
    const run = await requireRun(tx, actor, params.importId)
    const after = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0)
    const { code, file, limit } = query
    const rows = await listProblemRows(tx, run.id, { after, limit, code, file })
    return toPage(rows, limit, (row) => [row.no])
  }),

  on(downloadImportReport, async ({ actor, open, params, query }) => {
    const scope = { orgId: actor.orgId, memberId: actor.memberId }
    const next = <T>(work: (tx: Tx) => Promise<T>) => open(scope, work, { readOnly: true })
    const run = await next((tx) => requireRun(tx, actor, params.importId))
    return {
      fileName: `icebreaker-import-${run.createdAt.slice(0, 10)}.json`,
      contentType: 'application/json; charset=utf-8',
      body: Readable.from(reportText(run, query.locale, next)),
    }
  }),

  on(downloadImportProblems, async ({ actor, open, params, query }) => {
    const scope = { orgId: actor.orgId, memberId: actor.memberId }
    const next = <T>(work: (tx: Tx) => Promise<T>) => open(scope, work, { readOnly: true })
    const run = await next((tx) => requireRun(tx, actor, params.importId))
    return {
      fileName: `icebreaker-import-${run.createdAt.slice(0, 10)}.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: Readable.from(problemTable(run.id, query.locale, next)),
    }
  }),
]

/** The problems as CSV, with a byte order mark: spreadsheets take a file without one for another encoding. */
async function* problemTable(
  importId: string,
  locale: Locale,
  next: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): AsyncGenerator<string> {
  const w = words[locale]
  yield `\ufeff${w.csv.map(csvCell).join(',')}\r\n`
  for (let after = 0; ; ) {
    const rows = await next((tx) => listProblemRows(tx, importId, { after, limit: AT_ONCE }))
    const some = rows.slice(0, AT_ONCE)
    for (const one of some) {
      const cells = [
        one.file,
        one.row === null ? '' : String(one.row),
        one.column ?? '',
        w.report.severity[one.severity],
        one.value ?? '',
        sentenceOf(locale, one),
      ]
      yield `${cells.map(csvCell).join(',')}\r\n`
    }
    if (rows.length <= AT_ONCE) return
    after = some.at(-1)?.no ?? after
  }
}

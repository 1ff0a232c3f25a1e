import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import type { ImportProblem } from '../exchange.contract.ts'
import type { Problem } from '../problems.rules.ts'
import { sentenceOf } from '../words/sentences.ts'
import { listFiles } from './file-store.ts'
import { listProblemRows } from './outcome-store.ts'
import type { RunRow } from './run-store.ts'

const AT_ONCE = 1_000

/**
 * The whole report of a run as JSON text, piece by piece: what was read, created, updated and skipped per kind, every
 * question with its answer, and every problem with its row, its value and a sentence.
 * @param next runs a piece of work in a transaction of its own, so that a slow reader holds none open
 */
export async function* reportText(
  run: RunRow,
  locale: Locale,
  next: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): AsyncGenerator<string> {
  const files = await next((tx) => listFiles(tx, run.id))
  const of = (as: 'created' | 'updated' | 'unchanged' | 'skipped') =>
    Object.fromEntries(Object.entries(run.counts).flatMap(([kind, c]) => (c[as] > 0 ? [[kind, c[as]]] : [])))
  const head = {
    import: {
      id: run.id,
      state: run.state,
      by: run.byName,
      createdAt: run.createdAt,
      finishedAt: run.finishedAt,
      currency: run.currency,
      ...(run.failure && { failure: run.failure }),
      ...(run.undo && { undo: run.undo }),
    },
    files: files.map((f) => ({
      name: f.name,
      target: f.target,
      format: f.format,
      encoding: f.encoding,
      rows: f.rows,
      blankRows: f.blankRows,
      size: f.size,
      sha256: f.sha256,
      ...(f.unreadable && {
        unreadable: { ...f.unreadable, sentence: sentenceOf(locale, f.unreadable) },
      }),
    })),
    read: run.facts.read ?? {},
    created: of('created'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    skipped: of('skipped'),
    projectsByStage: run.facts.stages ?? {},
    questions: run.asked.map((q) => ({
      id: q.id,
      kind: q.kind,
      file: q.file,
      column: q.column ?? null,
      value: q.value ?? null,
      rows: q.rows,
      sentence: sentenceOf(locale, q.problem),
      options: q.options.map((o) => o.key),
      proposed: q.proposed ?? null,
      answer: q.answer,
    })),
    problemCounts: run.problemCounts.map(({ example: _, ...count }) => count),
    anomalies: run.problemCounts.flatMap(({ example: _, ...count }) =>
      count.code.startsWith('org') ? [count] : [],
    ),
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "problems": [`
  let after = 0
  let first = true
  for (;;) {
    const rows = await next((tx) => listProblemRows(tx, run.id, { after, limit: AT_ONCE }))
    const some = rows.slice(0, AT_ONCE)
    if (some.length > 0)
      yield some
        .map(({ no: _, ...one }) => {
          const text = `\n    ${JSON.stringify(withSentence(one, locale))}`
          if (!first) return `,${text}`
          first = false
          return text
        })
        .join('')
    if (rows.length <= AT_ONCE) break
    after = some.at(-1)?.no ?? after
  }
  yield `${first ? '' : '\n  '}]\n}\n`
}

/**
 * The report of an import that was refused before anything was written: the same shape, with the reason and the file it
 * concerns, so that a script finds it where it looks for the others.
 * @param refused the file that cannot be read and why, or the code of what forbids to start
 */
export function refusedReport(
  locale: Locale,
  refused: { file: string; problem: Problem } | { code: string; params: Problem['params']; sentence: string },
): string {
  const one =
    'problem' in refused
      ? {
          file: refused.file,
          row: refused.problem.row ?? null,
          column: refused.problem.column ?? null,
          code: refused.problem.code,
          severity: 'error' as const,
          params: refused.problem.params,
          value: refused.problem.value ?? null,
          sentence: sentenceOf(locale, refused.problem),
        }
      : { file: null, row: null, column: null, severity: 'error', value: null, ...refused }
  const { code, params, sentence } = one
  const report = {
    import: { id: null, state: 'refused', failure: { code, params, sentence } },
    files: 'problem' in refused ? [{ name: refused.file, unreadable: { code, params, sentence } }] : [],
    read: {},
    created: {},
    updated: {},
    unchanged: {},
    skipped: {},
    projectsByStage: {},
    questions: [],
    problemCounts: [{ file: one.file, code, severity: 'error', count: 1, kept: 1 }],
    anomalies: [],
    problems: [one],
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function withSentence(one: ImportProblem, locale: Locale) {
  return { ...one, sentence: sentenceOf(locale, one) }
}

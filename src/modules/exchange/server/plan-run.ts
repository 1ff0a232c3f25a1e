import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ImportProblem, Plan, PlannedImportFile } from '../exchange.contract.ts'
import { interpretRow, type Value } from '../interpret.rules.ts'
import type { Problem } from '../problems.rules.ts'
import { targetFields } from '../targets.rules.ts'
import type { FileRow } from './file-store.ts'
import { openTable } from './reading/open-table.ts'
import { cellText } from './reading/table.ts'
import type { RunRow } from './run-store.ts'
import { fittingValues } from './running/fitting-values.ts'
import type { ImportSource } from './running/import-context.ts'
import {
  type ImportWish,
  knownNames,
  obstacle,
  type Understanding,
  understand,
} from './running/run-import.ts'
import { profiledFiles, wishOf } from './uploaded-files.ts'

const SHOWN_ROWS = 20
const SHOWN_SAMPLES = 5
/** Distinct problems of a plan that are shown; the import reports all. */
const SHOWN_PROBLEMS = 200

/** Everything the screen shows before an import: mapping, questions with their answers, first rows as they will be. */
export async function planRun(
  tx: Tx,
  actor: Actor,
  run: RunRow,
  files: readonly FileRow[],
  more: Partial<ImportWish> = {},
): Promise<{ plan: Plan; understanding: Understanding }> {
  const profiled = await profiledFiles(files)
  const wish = { ...wishOf(run, files), ...more }
  const understanding = understand(profiled, await knownNames(tx, actor), wish)
  const planned: PlannedImportFile[] = []
  for (const [i, file] of profiled.entries()) {
    const of = understanding.planned[i]
    if (!of) continue
    const source = understanding.sources.find((s) => s.fileId === file.fileId)
    planned.push({
      fileId: file.fileId,
      name: file.name,
      target: of.target ?? null,
      targets: of.targets.map((t) => t.target),
      columns: file.profile.columns.map((column) => {
        const mapped = of.mapping.find((m) => m.index === column.index)
        return {
          index: column.index,
          column: column.column,
          field: mapped?.field ?? null,
          ambiguous: mapped?.ambiguous ?? false,
          filled: column.filled,
          samples: column.samples.slice(0, SHOWN_SAMPLES),
        }
      }),
      fields: of.target ? targetFields[of.target].map(({ key, required }) => ({ key, required })) : [],
      rows: file.profile.rows,
      questions: of.questions.map((q) => ({
        id: q.id,
        kind: q.kind,
        fileId: file.fileId,
        column: q.column ?? null,
        field: q.field ?? null,
        value: q.value ?? null,
        options: q.options,
        proposed: q.proposed ?? null,
        rows: q.rows,
        problem: told(file.name, q.problem),
        answer: understanding.answers[q.id] ?? null,
      })),
      problems: of.problems.slice(0, SHOWN_PROBLEMS).map((p) => told(file.name, p)),
      preview: source ? await previewRows(source) : [],
    })
  }
  const questions = planned.flatMap((f) => f.questions)
  const open = questions.filter((q) => q.answer === null).length
  const refused = obstacle(actor, understanding)
  return {
    plan: {
      files: planned,
      open,
      blocked: refused !== null && refused.declaration.code !== 'exchange.questions-open',
    },
    understanding,
  }
}

async function previewRows(source: ImportSource): Promise<PlannedImportFile['preview']> {
  const table = await openTable(source.path, { name: source.name, ...source.open })
  const shown: PlannedImportFile['preview'] = []
  for await (const { row, cells, blank, problems } of table.rows()) {
    if (blank) continue
    const read = interpretRow(source.reading, row, cells.map(cellText))
    const found = [...problems, ...read.problems, ...fittingValues(source.reading, row, read.values)]
    shown.push({
      row,
      values: Object.fromEntries(Object.entries(read.values).map(([field, value]) => [field, asText(value)])),
      problems: found.map((p) => told(source.name, p)),
    })
    if (shown.length >= SHOWN_ROWS) break
  }
  return shown
}

function asText(value: Value): string {
  if (typeof value === 'object' && 'amount' in value)
    return [value.amount, value.currency].filter(Boolean).join(' ')
  if (typeof value === 'object')
    return `${value.year}${value.quarter ? ` Q${value.quarter}` : ''}${value.month ? `-${value.month}` : ''}`
  return String(value)
}

export function told(file: string, problem: Problem): ImportProblem {
  return {
    file,
    row: problem.row ?? null,
    column: problem.column ?? null,
    code: problem.code,
    severity: problem.severity,
    params: problem.params,
    value: problem.value ?? null,
  }
}

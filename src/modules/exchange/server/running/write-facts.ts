import { createFacts, type ImportedFact } from '#modules/people/server/index.ts'
import type { Value } from '../../interpret.rules.ts'
import { problem } from '../../problems.rules.ts'
import { rememberedDay } from '../../remembered-day.rules.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { textOf } from './interpreted-rows.ts'

/** A fact with the place in the file it comes from. */
export interface FactInFile extends ImportedFact {
  row: number
  column: 'birthday' | 'hometown' | 'school' | 'hobbies'
}

/** What a row says of a person as a person. Several schools or hobbies in one cell are several facts. */
export function factsOf(
  values: Record<string, Value>,
  who: { row: number; personId: string; accountId: string },
  ids: IdMaker,
): FactInFile[] {
  const facts: FactInFile[] = []
  const add = (column: FactInFile['column'], field: ImportedFact['field'], value: ImportedFact['value']) =>
    facts.push({ ...who, id: ids.next(), column, field, value })
  const birthday = rememberedDay(textOf(values, 'birthday') ?? '')
  if (birthday) add('birthday', 'dates', { shape: 'date', what: 'birthday', ...birthday, note: '' })
  const hometown = textOf(values, 'hometown')
  if (hometown !== undefined) add('hometown', 'hometown', { shape: 'text', text: hometown })
  for (const school of listed(textOf(values, 'school')))
    add('school', 'schools', { shape: 'school', school, study: '', from: null, to: null })
  for (const text of listed(textOf(values, 'hobbies'))) add('hobbies', 'hobbies', { shape: 'text', text })
  return facts
}

function listed(text: string | undefined): string[] {
  const parts = (text ?? '').split(/[、,，;；|\n]/).map((part) => part.trim())
  return [...new Set(parts.filter(Boolean))]
}

/** Writes the facts the importer may keep; the others are reported by row, without their value. */
export async function writeFacts(
  run: Running,
  source: ImportSource,
  facts: readonly FactInFile[],
): Promise<void> {
  const refused = await createFacts(run.tx, run.actor, facts, { importId: run.importId, file: source.name })
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  for (const { id, reason } of refused) {
    const fact = byId.get(id)
    if (!fact) continue
    const column = source.reading.fields.find((f) => f.field.key === fact.column)?.column
    run.problems.add(
      source.name,
      reason === 'not-allowed'
        ? problem('factNotAllowed', 'warning', { row: fact.row, column })
        : problem('factRefused', 'warning', { row: fact.row, column, params: { reason } }),
    )
  }
  run.tally.add('facts', 'created', facts.length - refused.length)
}

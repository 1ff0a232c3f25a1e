import { createFacts, type ImportedFact } from '#modules/people/server/index.ts'
import type { Value } from '../../interpret.rules.ts'
import { problem } from '../../problems.rules.ts'
import { rememberedDay } from '../../remembered-day.rules.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { textOf } from './interpreted-rows.ts'

/** A fact with the place in the file it comes from. */
export interface FactInFile extends ImportedFact {
  row: number
  column: 'birthday' | 'hometown' | 'school' | 'hobbies' | 'note'
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
  for (const text of pieces(textOf(values, 'note') ?? '')) add('note', 'notes', { shape: 'text', text })
  return facts
}

/** The most characters a fact of words holds. */
const LONGEST_FACT = 2000

/** A long note as several facts, parted where a line, a sentence or at least a word ends; nothing is cut away. */
export function pieces(note: string, most: number = LONGEST_FACT): string[] {
  const found: string[] = []
  let rest = note.trim()
  while (rest.length > most) {
    const head = rest.slice(0, most)
    const ends = [/[\s\S]*\n/, /[\s\S]*[。！？；.!?;]/, /[\s\S]*\s/].map(
      (end) => end.exec(head)?.[0].length ?? 0,
    )
    // Not inside a character of two halves, where nothing better is found.
    const whole = /[\ud800-\udbff]$/.test(head) ? most - 1 : most
    const at = ends.find((end) => end > most / 2) ?? whole
    found.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest === '' ? found : [...found, rest]
}

function listed(text: string | undefined): string[] {
  const parts = (text ?? '').split(/[、,，;；|\n]/).map((part) => part.trim())
  return [...new Set(parts.filter(Boolean))]
}

/** Of a note it is somebody in it, not the person, who is too young. */
function said(fact: FactInFile, reason: string): string {
  return fact.column === 'note' && reason === 'under-fourteen' ? 'child' : reason
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
        : problem('factRefused', 'warning', {
            row: fact.row,
            column,
            params: { reason: said(fact, reason) },
          }),
    )
  }
  run.tally.add('facts', 'created', facts.length - refused.length)
}

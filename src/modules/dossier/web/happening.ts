import type { TimelineItem } from '../dossier.contract.ts'
import type { words } from '../words/index.ts'

type DossierWords = (typeof words)['zh-CN']

/** What an event is in words, without who did it. Kinds without a sentence of their own are put together from what and how. */
export function sentenceOf(row: Pick<TimelineItem, 'kind' | 'subject' | 'data'>, w: DossierWords): string {
  const name = row.subject.name ?? named(row.data.name) ?? named(row.data.title)
  const sentences: Readonly<Record<string, ((name: string) => string) | undefined>> = w.happened
  const own = Object.hasOwn(sentences, row.kind) ? sentences[row.kind] : undefined
  if (own) return own(name ? w.timeline.named(name) : w.timeline.unnamed)
  const [module = '', what = ''] = row.kind.split('.')
  const area = Object.hasOwn(w.area, module) ? w.area[module as keyof typeof w.area] : w.area.other
  return w.became[becameOf(what)](area)
}

/** Which of the general verbs an event's name ends in: `fact-added` → added. */
export function becameOf(what: string): keyof DossierWords['became'] {
  const verb = what.split('-').at(-1) ?? ''
  if (
    ['added', 'created', 'opened', 'planned', 'found', 'made', 'started', 'proposed', 'raised'].includes(verb)
  )
    return 'added'
  if (['removed', 'deleted', 'ended', 'withdrawn', 'cancelled'].includes(verb)) return 'removed'
  if (['done', 'kept', 'resolved', 'completed', 'accepted', 'recorded', 'met'].includes(verb)) return 'done'
  if (['changed', 'set', 'moved', 'assigned'].includes(verb)) return 'changed'
  return 'other'
}

/** Which fields were changed and, for the few whose values are told, from what to what. */
export function detailOf(row: Pick<TimelineItem, 'kind' | 'data'>, w: DossierWords): string {
  if (row.kind !== 'accounts.changed' || !Array.isArray(row.data.fields)) return ''
  const parts: string[] = []
  for (const field of row.data.fields as string[]) {
    const label = Object.hasOwn(w.field, field) ? w.field[field as keyof typeof w.field] : undefined
    if (!label) continue
    const told = toldOf(row.data[field])
    parts.push(
      told ? `${label} ${w.timeline.fromTo(wordOf(field, told.from, w), wordOf(field, told.to, w))}` : label,
    )
  }
  return parts.join('、')
}

function toldOf(value: unknown): { from: unknown; to: unknown } | null {
  return value !== null && typeof value === 'object' && 'from' in value && 'to' in value ? value : null
}

function wordOf(field: string, value: unknown, w: DossierWords): string {
  if (value === null || value === undefined || value === '') return w.timeline.nothing
  const words = field === 'tier' ? w.tier : field === 'lifecycle' ? w.lifecycle : null
  const known: Readonly<Record<string, string>> = words ?? {}
  return Object.hasOwn(known, String(value)) ? known[String(value)]! : String(value)
}

function named(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

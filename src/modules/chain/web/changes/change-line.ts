import type { Format } from '#platform/words/format.ts'
import type { BuyingRole, Change, RelationshipLevel } from '../../chain.contract.ts'
import { stanceWord } from '../../findings.rules.ts'
import type { changesWords } from '../../words/changes.ts'
import type { words } from '../../words/index.ts'
import type { mapWords } from '../../words/map.ts'

/** The words a sentence about a change is made of, in one language. */
export interface ChangeWords {
  own: (typeof changesWords)['zh-CN']
  chain: (typeof words)['zh-CN']
  map: (typeof mapWords)['zh-CN']
  list: Format['list']
}

/** What changed, as one sentence for the reader. */
export function changeLine(change: Change, w: ChangeWords): string {
  switch (change.subject) {
    case 'unit':
      return unitLine(change, w)
    case 'post':
      return postLine(change, w)
    case 'holder':
      return change.kind === 'gone'
        ? w.own.line.holderLeft(nameOf(change.was, w), change.name)
        : w.own.line.holderCame(nameOf(change.is, w), change.name)
    case 'seat':
      return change.kind === 'gone' ? w.own.line.seatGone(change.name) : w.own.line.seatAdded(change.name)
    case 'claim':
      return claimLine(change, w)
    case 'tie':
      return tieLine(change, w)
  }
}

function unitLine(change: Change, w: ChangeWords): string {
  const { line, top } = w.own
  const { name, was, is } = change
  if (change.kind === 'added') return line.unitAdded(name, plainName(is))
  if (change.kind === 'gone') return line.unitGone(name, plainName(was))
  if (change.kind === 'renamed') return line.renamed(String(was), String(is))
  if (change.kind === 'moved') return line.unitMoved(name, nameOf(was, w, top), nameOf(is, w, top))
  const words: Readonly<Record<string, string>> = change.field === 'stand' ? w.map.stands : w.map.functions
  const say = (value: unknown) => words[String(value)] ?? w.own.unknown
  return change.field === 'stand'
    ? line.stand(name, say(was), say(is))
    : line.function(name, say(was), say(is))
}

function postLine(change: Change, w: ChangeWords): string {
  const { line, top } = w.own
  const { name, was, is } = change
  if (change.kind === 'added') return line.postAdded(name, plainName(is))
  if (change.kind === 'gone') return line.postGone(name, plainName(was))
  if (change.kind === 'renamed') return line.renamed(String(was), String(is))
  switch (change.field) {
    case 'reportsToId':
      return line.reports(name, nameOf(was, w), nameOf(is, w))
    case 'unitId':
      return line.postMoved(name, nameOf(was, w, top), nameOf(is, w, top))
    case 'dottedToIds':
      return line.dotted(name, namesOf(was, w), namesOf(is, w))
    case 'vacant':
      return is === true ? line.vacant(name) : line.filled(name)
    default:
      return is === true ? line.holderUnknown(name) : line.holderKnown(name)
  }
}

function claimLine(change: Change, w: ChangeWords): string {
  const say = (value: unknown) => valueLine(change.field, value, w)
  if (change.field === 'relationship')
    return w.own.line.relationship(change.other?.name ?? '', change.name, say(change.was), say(change.is))
  const attributes: Readonly<Record<string, string>> = w.chain.attributes
  return w.own.line.claim(
    change.name,
    attributes[change.field ?? ''] ?? change.field ?? '',
    say(change.was),
    say(change.is),
  )
}

/** A claim's value as it is read. */
function valueLine(field: string | null, value: unknown, w: ChangeWords): string {
  if (value === null || value === undefined) return w.own.unknown
  switch (field) {
    case 'buying_roles':
      return w.list((value as BuyingRole[]).map((role) => w.chain.roles[role]))
    case 'stance': {
      const stance = value as number
      return w.own.stance(
        w.chain.stances[stanceWord(stance)],
        `${stance > 0 ? '+' : ''}${stance}`.replace('-', '−'),
      )
    }
    case 'political_status':
      return w.chain.political[value as keyof typeof w.chain.political] ?? w.own.unknown
    case 'response_mode':
      return w.chain.modes[value as keyof typeof w.chain.modes] ?? w.own.unknown
    case 'relationship': {
      const { current } = value as { current: RelationshipLevel | null }
      return current ? w.chain.levels[current] : w.own.unknown
    }
    default:
      return String(value)
  }
}

function tieLine(change: Change, w: ChangeWords): string {
  const kind = w.map.ties[change.field ?? ''] ?? ''
  const other = change.other?.name ?? ''
  const { line } = w.own
  if (change.kind === 'added') return line.tieAdded(change.name, kind, other)
  if (change.kind === 'gone') return line.tieGone(change.name, kind, other)
  return line.tieChanged(change.name, kind, other, strength(change.was, w), strength(change.is, w))
}

const strength = (value: unknown, w: ChangeWords) => (value === null ? w.own.unknown : String(value))
const plainName = (ref: unknown) => (ref as { name: string | null } | null)?.name ?? ''
const nameOf = (ref: unknown, w: ChangeWords, none = w.own.nobody) =>
  ref === null || ref === undefined ? none : plainName(ref) || w.own.unknown
const namesOf = (refs: unknown, w: ChangeWords) => {
  const names = (refs as { name: string | null }[] | null) ?? []
  return names.length === 0 ? w.own.nobody : w.list(names.map((ref) => ref.name ?? w.own.unknown))
}

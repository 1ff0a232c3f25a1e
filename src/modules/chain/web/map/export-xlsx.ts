import type { Locale } from '#platform/words/words.ts'
import { stanceWord } from '../../findings.rules.ts'
import { words } from '../../words/index.ts'
import { mapWords } from '../../words/map.ts'
import type { ShownMap } from './scene.ts'

/** A sheet of the workbook: its name, the heading of each column, and the rows. Texts and numbers alone. */
export interface Table {
  name: string
  head: string[]
  rows: (string | number | null)[][]
}

/** Everything on the chart as tables: posts, people with role and stance, ties, departments. */
export function tablesOf(map: ShownMap, locale: Locale): Table[] {
  const w = words[locale]
  const m = mapWords[locale]
  const s = m.sheet
  const and = locale === 'en' ? ', ' : '、'
  const units = new Map(map.units.map((u) => [u.id, u.name]))
  const titles = new Map(map.posts.map((p) => [p.id, p.title]))
  const names = new Map(map.people.map((p) => [p.id, p.name]))
  const seats = new Map(map.seats.map((seat) => [seat.personId, seat]))
  const holders = new Map<string, string[]>()
  for (const { name, postIds } of map.people)
    for (const id of postIds) holders.set(id, [...(holders.get(id) ?? []), name])
  const unitName = (id: string | null) => (id ? (units.get(id) ?? '') : '')
  return [
    {
      name: s.posts,
      head: [s.unit, s.title, s.holder, s.state, s.reportsTo, s.dottedTo],
      rows: map.posts.map((post) => {
        const held = holders.get(post.id) ?? []
        return [
          unitName(post.unitId),
          post.title,
          held.join(and),
          held.length > 0 ? s.held : post.vacant ? m.vacant : m.unknownHolder,
          post.reportsToId ? (titles.get(post.reportsToId) ?? '') : '',
          post.dottedToIds.map((id) => titles.get(id) ?? '').join(and),
        ]
      }),
    },
    {
      name: s.people,
      head: [s.name, s.title, s.unit, s.roles, s.stance, s.stanceValue, s.influence, s.coverage],
      rows: map.people.map((person) => {
        const seat = seats.get(person.id)
        return [
          person.name,
          person.title,
          person.unitName,
          seat?.buyingRoles.map((role) => w.roles[role]).join(and) ?? '',
          seat ? w.stances[stanceWord(seat.stance)] : '',
          seat?.stance ?? null,
          seat?.influence ?? null,
          seat ? w.coverage[seat.coverage] : '',
        ]
      }),
    },
    {
      name: s.ties,
      head: [s.from, s.kind, s.to, s.strength, s.mutual],
      rows: map.ties.map((one) => [
        names.get(one.fromId) ?? '',
        m.ties[one.kind] ?? one.kind,
        names.get(one.toId) ?? '',
        one.strength,
        one.mutual ? s.yes : '',
      ]),
    },
    {
      name: s.units,
      head: [s.unit, s.parent, s.function, s.stand],
      rows: map.units.map((unit) => [
        unit.name,
        unitName(unit.parentId),
        unit.function && unit.function in m.functions
          ? m.functions[unit.function as keyof typeof m.functions]
          : '',
        unit.stand && unit.stand in m.stands ? m.stands[unit.stand as keyof typeof m.stands] : '',
      ]),
    },
  ]
}

const MOST_IN_A_CELL = 32_767

/**
 * A cell of text is written as text, never as a formula, whatever it begins with. What a spreadsheet would still take for one
 * when the sheet is saved as CSV and opened again gets an apostrophe before it.
 */
export function cellOf(value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  const clean = value.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replaceAll(/\p{Surrogate}/gu, '')
  const safe = /^[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean
  return safe.slice(0, MOST_IN_A_CELL)
}

export async function workbookOf(map: ShownMap, locale: Locale): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/browser')
  const sheets = tablesOf(map, locale).map(({ name, head, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((title, i) => ({ width: widthOf(title, rows, i) })),
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value) => {
          const cell = cellOf(value)
          if (cell === null || cell === '') return null
          return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String }
        }),
      ),
    ],
  }))
  return writeExcelFile(sheets).toBlob()
}

/** In characters, a Chinese one counting two. */
function widthOf(title: string, rows: Table['rows'], column: number): number {
  const long = (value: unknown) =>
    [...String(value ?? '')].reduce((sum, char) => sum + (char > '⺀' ? 2 : 1), 0)
  const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, long(row[column])), long(title))
  return Math.min(48, Math.max(8, longest + 2))
}

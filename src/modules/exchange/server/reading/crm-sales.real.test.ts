import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parentsFirst, planMembers, projectName } from '../../crm-sales.rules.ts'
import type { FileProfile } from '../../file-profile.rules.ts'
import { FileProfiler } from '../../file-profile.rules.ts'
import { type ImportPlan, type PlannedFile, planImport } from '../../import-plan.rules.ts'
import { interpretRow, provenBy, readingOf } from '../../interpret.rules.ts'
import { openTable } from './open-table.ts'
import { cellText, type TableRow } from './table.ts'

const folder = join(dirname(process.cwd()), 'shared', 'data', 'crm-sales/')
const sources = ['accounts.csv', 'sales_teams.csv', 'products.csv', 'sales_pipeline.csv']

/** The names say nothing: the plan must rest on headers and values. */
async function understand(dropColumns: string[] = []) {
  const profiles: FileProfile[] = []
  const rows: TableRow[][] = []
  for (const [i, source] of sources.entries()) {
    const table = await openTable(folder + source, { name: `${i}.csv` })
    const kept = table.header.map((h, at) => ({ h, at })).filter(({ h }) => !dropColumns.includes(h))
    const profiler = new FileProfiler(
      `${i}.csv`,
      kept.map(({ h }) => h),
    )
    rows.push([])
    expect(table.problems).toEqual([])
    for await (const row of table.rows()) {
      expect(row.problems).toEqual([])
      profiler.add(
        row.row,
        kept.map(({ at }) => cellText(row.cells[at])),
      )
      rows[i]?.push(row)
    }
    profiles.push(profiler.finish())
  }
  return { profiles, rows, plan: planImport(profiles) }
}
const file = (plan: ImportPlan, target: string) => plan.files.find((f) => f.target === target) as PlannedFile
const mapped = (f: PlannedFile) => Object.fromEntries(f.mapping.map((m) => [m.column, m.field]))
const accept = (f: PlannedFile) =>
  Object.fromEntries(f.questions.flatMap((q) => (q.proposed ? [[q.id, q.proposed]] : [])))

describe.skipIf(!existsSync(folder))(
  'the four files of a real sales system (skipped where the public data is absent)',
  () => {
    test('each file is recognised by its header, and every column finds its field', async () => {
      const { plan } = await understand()
      expect(plan.files.map((f) => f.target)).toEqual(['accounts', 'members', 'products', 'projects'])
      expect(plan.order).toEqual(['1.csv', '2.csv', '0.csv', '3.csv'])
      expect(
        plan.files.flatMap((f) => f.questions.filter((q) => q.kind === 'target' || q.kind === 'column')),
      ).toEqual([])
      expect(mapped(file(plan, 'accounts'))).toEqual({
        account: 'name',
        sector: 'industry',
        year_established: 'yearEstablished',
        revenue: 'revenue',
        employees: 'employees',
        office_location: 'region',
        subsidiary_of: 'parent',
      })
      expect(mapped(file(plan, 'members'))).toEqual({
        sales_agent: 'name',
        manager: 'supervisor',
        regional_office: 'team',
      })
      expect(mapped(file(plan, 'products'))).toEqual({
        product: 'name',
        series: 'series',
        sales_price: 'price',
      })
      expect(mapped(file(plan, 'projects'))).toEqual({
        opportunity_id: 'externalId',
        sales_agent: 'owner',
        product: 'product',
        account: 'account',
        deal_stage: 'stage',
        engage_date: 'openedOn',
        close_date: 'closedOn',
        close_value: 'amount',
        engage_quarter: 'openedPeriod',
        close_quarter: 'closedPeriod',
      })
    })

    test('GTXPro is proposed as GTX Pro, technolgy as technology, once each, and the unit of revenue is asked', async () => {
      const { plan } = await understand()
      const asked = plan.files.flatMap((f) =>
        f.questions.map((q) => [q.kind, q.column, q.value, q.proposed, q.rows]),
      )
      expect(asked).toContainEqual(['reference', 'product', 'GTXPro', '=GTX Pro', 1480])
      expect(asked).toContainEqual(['choice', 'sector', 'technolgy', '=technology', 12])
      expect(asked).toContainEqual(['unit', 'revenue', undefined, '1', 85])
      expect(asked.filter((a) => a[0] === 'reference')).toHaveLength(1)
    })

    test('the order of the dates is asked: proposed with the quarters as evidence, not even proposed without them', async () => {
      const { plan } = await understand()
      const dates = file(plan, 'projects').questions.filter((q) => q.kind === 'dateOrder')
      expect(dates.map((q) => [q.column, q.proposed, q.options.map((o) => o.key)])).toEqual([
        ['engage_date', 'dmy', ['dmy', 'ymd']],
        ['close_date', 'dmy', ['dmy', 'ymd']],
      ])
      expect(dates[0]?.options[0]?.params).toMatchObject({
        companion: 'engage_quarter',
        agree: 8300,
        disagree: 0,
      })
      const bare = file(
        (await understand(['engage_quarter', 'close_quarter'])).plan,
        'projects',
      ).questions.filter((q) => q.kind === 'dateOrder')
      expect(bare.map((q) => q.proposed)).toEqual([undefined, undefined])
    })

    test('8,800 projects: 4,238 won, 2,473 lost, 1,589 engaging, 500 prospecting; 1,425 without account kept and reported', async () => {
      const { plan, profiles, rows } = await understand()
      const planned = file(plan, 'projects')
      const profile = profiles[3] as FileProfile
      const reading = readingOf(planned, profile.header, accept(planned), provenBy(profile))
      const stages: Record<string, number> = {}
      const codes: Record<string, number> = {}
      const ids = new Set<unknown>()
      let gtx = 0
      for (const row of rows[3] ?? []) {
        const { values, problems } = interpretRow(reading, row.row, row.cells.map(cellText))
        stages[values.stage as string] = (stages[values.stage as string] ?? 0) + 1
        for (const p of problems) codes[p.code] = (codes[p.code] ?? 0) + 1
        ids.add(values.externalId)
        if (values.product === 'GTX Pro') gtx++
        if (row.row === 2) {
          expect(values).toMatchObject({
            openedOn: '2016-10-20',
            closedOn: '2017-03-01',
            amount: { amount: 1054 },
          })
          expect(projectName(values as Record<string, string>)).toBe('Cancity · GTX Plus Basic')
        }
      }
      expect(stages).toEqual({ won: 4238, lost: 2473, engaging: 1589, prospecting: 500 })
      expect(codes).toEqual({ projectWithoutAccount: 1425 })
      expect(ids.size).toBe(8800)
      expect(gtx).toBe(1480)
    })

    test('without an answer no date is guessed: every one is reported by row', async () => {
      const { plan, profiles, rows } = await understand()
      const planned = file(plan, 'projects')
      const reading = readingOf(
        planned,
        (profiles[3] as FileProfile).header,
        {},
        provenBy(profiles[3] as FileProfile),
      )
      const row = rows[3]?.[0] as TableRow
      const { values, problems } = interpretRow(reading, row.row, row.cells.map(cellText))
      expect(values.openedOn).toBeUndefined()
      expect(problems.map((p) => [p.code, p.column])).toEqual([
        ['dateOrder', 'engage_date'],
        ['dateOrder', 'close_date'],
      ])
    })

    test('85 accounts with 15 parents come parents first; 35 reps, their 6 managers and 3 offices become members and teams', async () => {
      const { plan, profiles, rows } = await understand()
      const read = (i: number) => {
        const planned = plan.files[i] as PlannedFile
        const reading = readingOf(
          planned,
          (profiles[i] as FileProfile).header,
          accept(planned),
          provenBy(profiles[i] as FileProfile),
        )
        return (rows[i] ?? []).map((row) => ({
          row: row.row,
          ...(interpretRow(reading, row.row, row.cells.map(cellText)).values as {
            name: string
            parent?: string
            supervisor?: string
            team?: string
          }),
        }))
      }
      const accounts = read(0)
      const sorted = parentsFirst(accounts.map((a) => ({ row: a.row, name: a.name, parent: a.parent })))
      expect([sorted.ordered.length, sorted.ordered.filter((a) => a.parent).length, sorted.problems]).toEqual(
        [85, 15, []],
      )
      const place = new Map(sorted.ordered.map((a, i) => [a.name, i]))
      for (const a of sorted.ordered)
        if (a.parent) expect(place.get(a.parent)).toBeLessThan(place.get(a.name) as number)
      const people = planMembers(
        read(1).map((m) => ({ row: m.row, name: m.name, supervisor: m.supervisor, team: m.team })),
      )
      expect(people.members).toHaveLength(41)
      expect(people.members.filter((m) => m.supervises)).toHaveLength(6)
      expect(
        people.teams
          .filter((t) => t.parent === undefined)
          .map((t) => t.name)
          .sort(),
      ).toEqual(['Central', 'East', 'West'])
      expect(people.teams).toHaveLength(9)
    })
  },
)

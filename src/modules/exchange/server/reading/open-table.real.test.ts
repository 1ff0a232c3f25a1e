import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileProfiler } from '../../file-profile.rules.ts'
import { planImport } from '../../import-plan.rules.ts'
import { interpretRow, readingOf } from '../../interpret.rules.ts'
import { proposeMapping, proposeTargets } from '../../mapping.rules.ts'
import { type OrganogramRow, readOrganogram } from '../../organogram.rules.ts'
import { organogramRow } from '../../organogram-columns.rules.ts'
import { openTable } from './open-table.ts'
import { cellText } from './table.ts'
import { readAll, writeFile } from './testing-files.ts'

const data = join(dirname(process.cwd()), 'shared', 'data/')

describe.skipIf(!existsSync(`${data}csv-spectrum`))(
  'CSV edge cases with their expected reading (skipped where the public data is absent)',
  () => {
    const names = existsSync(`${data}csv-spectrum`) ? readdirSync(`${data}csv-spectrum/csvs`) : []
    test.each(names)('%s', async (name) => {
      const { table, rows } = await readAll(`${data}csv-spectrum/csvs/${name}`)
      const read = rows.map((r) => Object.fromEntries(table.header.map((h, i) => [h, cellText(r.cells[i])])))
      const expected = JSON.parse(
        readFileSync(`${data}csv-spectrum/json/${name.replace('.csv', '.json')}`, 'utf8'),
      )
      // One expected file is an object with another phone number than its CSV; everything else in it must agree.
      if (name === 'location_coordinates.csv') {
        expect(read).toEqual([{ ...expected, 'Contact Phone Number': '2095257564' }])
        return
      }
      // The published file has lost its CRs; its expected JSON still has them.
      const file = readFileSync(`${data}csv-spectrum/csvs/${name}`, 'utf8')
      const spoken = JSON.stringify(expected)
      expect(read).toEqual(JSON.parse(file.includes('\r') ? spoken : spoken.replaceAll('\\r\\n', '\\n')))
    })
  },
)

describe.skipIf(!existsSync(`${data}organograms`))(
  'real organisation charts (skipped where the public data is absent)',
  () => {
    test.each(['organograms', 'organograms-dated'])(
      '%s: every row becomes a post, every anomaly is named',
      async (folder) => {
        const table: Record<string, Record<string, number>> = {}
        for (const name of readdirSync(data + folder).filter((n) => n.endsWith('.csv'))) {
          const source = await openTable(`${data}${folder}/${name}`, { name })
          const columns = source.header.map((column) => ({ column, samples: [] }))
          expect(proposeTargets(columns)[0]?.target).toBe('organogram')
          const mapping = proposeMapping(columns, 'organogram')
          expect(mapping.filter((m) => m.ambiguous || !m.field)).toEqual([])
          const rows: OrganogramRow[] = []
          for await (const row of source.rows())
            rows.push(organogramRow(mapping, row.row, row.cells.map(cellText)))
          const chart = readOrganogram(rows)
          expect(chart.posts.length + chart.blankRows).toBe(rows.length)
          expect(new Set(chart.posts.map((p) => p.key)).size).toBe(chart.posts.length)
          const manager = new Map(chart.lines.map((l) => [l.post, l.manager]))
          for (const post of manager.keys()) {
            let steps = 0
            for (let at = manager.get(post); at !== undefined; at = manager.get(at))
              expect(++steps).toBeLessThan(rows.length)
          }
          const counts: Record<string, number> = {
            rows: rows.length,
            units: chart.units.length,
            lines: chart.lines.length,
          }
          for (const a of chart.anomalies) {
            counts[a.code] = (counts[a.code] ?? 0) + 1
            if (a.code !== 'orgNoRoot') expect(a.row).toBeGreaterThan(1)
          }
          const tops = counts.orgSeveralRoots ?? (counts.orgNoRoot ? 0 : 1)
          const undrawn =
            (counts.orgManagerMissing ?? 0) + (counts.orgSelfReport ?? 0) + (counts.orgLoop ?? 0)
          // Every post without a line is a top or has its anomaly.
          expect(chart.posts.length - chart.lines.length).toBe(tops + undrawn)
          table[name.replace('-senior.csv', '')] = counts
        }
        console.table(table)
        expect(Object.keys(table).length).toBeGreaterThanOrEqual(42)
      },
    )
  },
)

describe.skipIf(!existsSync(`${data}text/blns.json`))(
  'naughty strings as names (skipped where the public data is absent)',
  () => {
    test('every one survives as it is; what the database refuses is taken out and said', async () => {
      const strings = JSON.parse(readFileSync(`${data}text/blns.json`, 'utf8')) as string[]
      const csv = `account,sector\n${strings.map((s) => `"${s.replaceAll('"', '""')}",retail\n`).join('')}`
      const { table, rows } = await readAll(writeFile('names.csv', csv))
      expect(rows).toHaveLength(strings.length)
      const profiler = new FileProfiler('names.csv', table.header)
      for (const r of rows) profiler.add(r.row, r.cells.map(cellText))
      const planned = planImport([profiler.finish()], {}, { targets: { 'names.csv': 'accounts' } }).files[0]
      if (!planned) throw new Error('no plan')
      const reading = readingOf(planned, table.header, {}, () => ({}))
      strings.forEach((s, i) => {
        const row = rows[i] as (typeof rows)[0]
        const clean = s.replaceAll('\0', '').toWellFormed()
        expect(row.cells[0]).toBe(clean)
        if (clean !== s)
          expect(row.problems.map((p) => p.code)).toContain(s.includes('\0') ? 'nulRemoved' : 'loneSurrogate')
        const { values, problems } = interpretRow(reading, row.row, row.cells.map(cellText))
        if (clean.trim() === '') expect(problems.map((p) => p.code)).toContain('required')
        else expect(values.name).toBe(clean.trim())
      })
    })
  },
)

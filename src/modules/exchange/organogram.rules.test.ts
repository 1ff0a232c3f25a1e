import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Chart, type OrganogramRow, readOrganogram } from './organogram.rules.ts'

function chart(rows: [id: string, reportsTo: string, unit?: string][]): Chart {
  return readOrganogram(
    rows.map(([postId, reportsTo, unit], i) => ({
      row: i + 2,
      postId,
      reportsTo,
      title: postId || reportsTo || unit ? `Post ${i}` : '',
      unit: unit ?? '',
      grade: '',
      parentDepartment: '',
      organisation: '',
      fte: '',
      profession: '',
    })),
  )
}
const said = (c: Chart) => c.anomalies.map((a) => `${a.code}@${a.row ?? '-'}`)
const drawn = (c: Chart) => c.lines.map((l) => `${l.post}>${l.manager}`)

describe('understanding an organisation chart', () => {
  test('a sound chart has one top, a line for every other post, and nothing to remark', () => {
    const c = chart([
      ['1', 'XX'],
      ['2', '1'],
      ['3', ' 1 '],
    ])
    expect(drawn(c)).toEqual(['2>1', '3>1'])
    expect(c.anomalies).toEqual([])
  })

  test('a manager who is not in the chart is reported by row; the post stays', () => {
    const c = chart([
      ['1', 'XX'],
      ['2', '99'],
    ])
    expect(c.posts).toHaveLength(2)
    expect(c.anomalies).toMatchObject([{ code: 'orgManagerMissing', row: 3, value: '99' }])
  })

  test('an id given twice keeps both posts, and a line to it says which one was taken', () => {
    const c = chart([
      ['1', 'XX', 'A'],
      ['5', '1', 'A'],
      ['5', '1', 'B'],
      ['6', '5', 'B'],
      ['5#2', '1'],
    ])
    expect(c.posts.map((p) => p.key)).toEqual(['1', '5', '5#3', '6', '5#2'])
    expect(said(c)).toEqual(['orgDuplicateId@4', 'orgManagerAmbiguous@5'])
    expect(c.anomalies[1]?.params).toMatchObject({ taken: '5#3', takenRow: 4, count: 2 })
    expect(drawn(c)).toContain('6>5#3')
  })

  test('a post that reports to itself has no line', () => {
    const c = chart([
      ['1', 'XX'],
      ['2', '2'],
    ])
    expect(said(c)).toEqual(['orgSelfReport@3'])
    expect(c.lines).toEqual([])
  })

  test('a loop is named whole and broken at the post that stands first, with its original manager kept', () => {
    const c = chart([
      ['0', 'XX'],
      ['b', 'c'],
      ['a', 'b'],
      ['c', 'a'],
    ])
    expect(c.anomalies).toMatchObject([
      { code: 'orgLoop', row: 3, value: 'c', params: { loop: 'b → c → a → b', length: 3 } },
    ])
    expect(drawn(c)).toEqual(['a>b', 'c>a'])
  })

  test('several tops, no top, an empty id and a blank row are each reported', () => {
    expect(
      said(
        chart([
          ['1', 'XX'],
          ['2', ''],
        ]),
      ),
    ).toEqual(['orgSeveralRoots@2', 'orgSeveralRoots@3'])
    expect(
      said(
        chart([
          ['1', '2'],
          ['2', '9'],
        ]),
      ),
    ).toContain('orgNoRoot@-')
    const c = chart([
      ['1', 'XX'],
      ['', '1'],
      ['', ''],
    ])
    expect(said(c)).toEqual(['orgEmptyId@3', 'orgBlankRow@4'])
    expect(c.posts.map((p) => p.key)).toEqual(['1', 'row-3'])
    expect(c.blankRows).toBe(1)
  })

  test('units of one name in two organisations are two units', () => {
    const row = (n: number, organisation: string): OrganogramRow => ({
      row: n,
      postId: String(n),
      reportsTo: 'XX',
      title: 't',
      unit: 'Finance',
      grade: '',
      parentDepartment: 'P',
      organisation,
      fte: '',
      profession: '',
    })
    const { units, posts } = readOrganogram([row(2, 'A'), row(3, 'B'), row(4, 'A')])
    expect(units.map((u) => u.name)).toEqual(['A', 'Finance', 'B', 'Finance'])
    expect(posts[0]?.unit).toBe(posts[2]?.unit)
    expect(posts[0]?.unit).not.toBe(posts[1]?.unit)
  })

  test('whatever the chart: no row is lost, keys are unique, lines join posts, no loop remains, every unkept line is explained', () => {
    const id = fc.constantFrom('', '1', '2', '3', '4', 'A', 'a', 'XX', '1#2', 'row-3', '99')
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 25 }), (rows) => {
        const c = chart(rows)
        expect(c.posts.length + c.blankRows).toBe(rows.length)
        const keys = new Set(c.posts.map((p) => p.key))
        expect(keys.size).toBe(c.posts.length)
        const manager = new Map(c.lines.map((l) => [l.post, l.manager]))
        expect(manager.size).toBe(c.lines.length)
        for (const line of c.lines) {
          expect(keys.has(line.post) && keys.has(line.manager)).toBe(true)
          const seen = new Set<string>()
          for (let at: string | undefined = line.post; at !== undefined; at = manager.get(at)) {
            expect(seen.has(at)).toBe(false)
            seen.add(at)
          }
        }
        const explained = new Set(c.anomalies.filter((a) => a.column === 'reportsTo').map((a) => a.row))
        for (const post of c.posts) {
          const wanted = rows[post.row - 2]?.[1] as string
          if (!manager.has(post.key) && !['', 'XX'].includes(wanted))
            expect(explained.has(post.row)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

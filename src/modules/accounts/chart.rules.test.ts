import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import type { Chart, ChartEdit, ChartTouch, OrgUnit, Post } from './chart.contract.ts'
import { type Applied, applyEdits, changedSince, undoTouched } from './chart.rules.ts'
import { chartFaults } from './chart-faults.rules.ts'
import { fitEdit, randomEdit } from './testing-edits.ts'

const unit = (id: string, parentId: string | null = null, more: Partial<OrgUnit> = {}): OrgUnit => ({
  id,
  parentId,
  name: `部门${id}`,
  function: null,
  stand: null,
  version: 1,
  ...more,
})
const post = (id: string, reportsToId: string | null = null, more: Partial<Post> = {}): Post => ({
  id,
  unitId: null,
  title: `岗位${id}`,
  reportsToId,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
  version: 1,
  ...more,
})
/** 厂长 ← 部长 ← 主任 ← 班长 in a plant with a workshop; 安全员 answers to the 部长 by a dotted line. */
const PLANT: Chart = {
  units: [unit('plant'), unit('shop', 'plant')],
  posts: [
    post('director', null, { unitId: 'plant' }),
    post('head', 'director', { unitId: 'plant' }),
    post('chief', 'head', { unitId: 'shop' }),
    post('foreman', 'chief', { unitId: 'shop' }),
    post('safety', 'director', { dottedToIds: ['head'] }),
  ],
}
function done(applied: Applied) {
  if (!applied.done) throw new Error(JSON.stringify(applied))
  return applied
}
const refusalOf = (edits: ChartEdit[], chart = PLANT) => {
  const applied = applyEdits(chart, edits)
  return 'refusal' in applied ? applied.refusal : applied
}
const postOf = (chart: Chart, id: string) => chart.posts.find((p) => p.id === id)
/** What a chart says, whatever the order of its rows and their versions. */
function said(chart: Chart) {
  const plain = (rows: readonly { id: string; version: number }[]) =>
    rows.map(({ version: _, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1))
  return { units: plain(chart.units), posts: plain(chart.posts) }
}

describe('a step of edits', () => {
  test('is done in order: what one edit adds the next may use', () => {
    const { chart, touched } = done(
      applyEdits(PLANT, [
        {
          do: 'add-unit',
          unit: { id: 'lab', name: '检测中心', parentId: 'plant', function: 'quality', stand: 'support' },
        },
        { do: 'change-post', postId: 'safety', unitId: 'lab' },
      ]),
    )
    expect(postOf(chart, 'safety')?.unitId).toBe('lab')
    expect(touched.map((t) => [t.id, t.before === null])).toEqual([
      ['safety', false],
      ['lab', true],
    ])
  })

  test('is done whole or not at all, and says which edit could not be done', () => {
    expect(
      refusalOf([
        { do: 'change-post', postId: 'head', title: '设备部部长' },
        { do: 'change-post', postId: 'director', reportsToId: 'foreman' },
      ]),
    ).toEqual({ edit: 1, field: 'reportsToId', code: 'chart-loop' })
    expect(postOf(PLANT, 'head')?.title).toBe('岗位head')
  })

  test('puts nothing above itself, nor under something unknown, nor in a circle over dotted lines', () => {
    const why = (edit: ChartEdit) => refusalOf([edit])
    expect(why({ do: 'change-unit', unitId: 'plant', parentId: 'shop' })).toMatchObject({
      code: 'chart-loop',
    })
    expect(why({ do: 'change-unit', unitId: 'plant', parentId: 'plant' })).toMatchObject({
      code: 'chart-itself',
    })
    expect(why({ do: 'change-post', postId: 'head', reportsToId: 'safety' })).toMatchObject({
      code: 'chart-loop',
    })
    expect(why({ do: 'change-post', postId: 'head', dottedToIds: ['director', 'foreman'] })).toEqual({
      edit: 0,
      field: 'dottedToIds.1',
      code: 'chart-loop',
    })
    expect(why({ do: 'change-post', postId: 'head', unitId: 'nowhere' })).toMatchObject({
      code: 'chart-unknown',
    })
    expect(why({ do: 'remove-unit', unitId: 'nowhere' })).toMatchObject({ code: 'chart-unknown' })
    expect(why({ do: 'change-post', postId: 'head', vacant: true, holderUnknown: true })).toMatchObject({
      code: 'vacant-or-unknown',
    })
  })

  test('removing a post hands its reports to its superior and drops dotted lines to it', () => {
    const { chart } = done(applyEdits(PLANT, [{ do: 'remove-post', postId: 'head' }]))
    expect(postOf(chart, 'chief')?.reportsToId).toBe('director')
    expect(postOf(chart, 'safety')?.dottedToIds).toEqual([])
  })

  test('removing a department hands its posts and departments to the one above', () => {
    const { chart } = done(applyEdits(PLANT, [{ do: 'remove-unit', unitId: 'plant' }]))
    expect(chart.units).toEqual([unit('shop', null, { version: 2 })])
    expect(postOf(chart, 'director')?.unitId).toBeNull()
    expect(postOf(chart, 'chief')?.unitId).toBe('shop')
  })

  test('raises the version of what it changes by one, and leaves the rest', () => {
    const { chart, touched } = done(
      applyEdits(PLANT, [
        { do: 'change-post', postId: 'head', title: '设备部长' },
        { do: 'change-post', postId: 'head', vacant: true },
        { do: 'change-post', postId: 'chief', title: '岗位chief' },
      ]),
    )
    expect(postOf(chart, 'head')?.version).toBe(2)
    expect(postOf(chart, 'chief')?.version).toBe(1)
    expect(touched.map((t) => t.id)).toEqual(['head'])
  })

  test('made on a version that no longer stands is not done, and says which', () => {
    const applied = applyEdits(PLANT, [
      { do: 'change-post', postId: 'chief', title: '主任', version: 1 },
      { do: 'change-post', postId: 'head', title: '部长', version: 3 },
    ])
    expect(applied).toEqual({
      done: false,
      stale: [{ edit: 1, kind: 'post', id: 'head', seen: 3, current: 1 }],
    })
  })

  test('changes the title of a post whose line is wrong already', () => {
    const broken: Chart = { units: [], posts: [post('a', 'b'), post('b', 'a'), post('c', 'gone')] }
    expect(applyEdits(broken, [{ do: 'change-post', postId: 'a', title: '新' }]).done).toBe(true)
    expect(applyEdits(broken, [{ do: 'change-post', postId: 'c', title: '新' }]).done).toBe(true)
    // Taking one out of a circle of two leaves nobody above himself.
    expect(
      done(applyEdits(broken, [{ do: 'remove-post', postId: 'b' }])).chart.posts[0]?.reportsToId,
    ).toBeNull()
  })
})

describe('taking a step back', () => {
  const step = (chart: Chart, ...edits: ChartEdit[]) => done(applyEdits(chart, edits))

  test('brings a removed post back with its reports and dotted lines', () => {
    const { chart, touched } = step(PLANT, { do: 'remove-post', postId: 'head' })
    const undone = undoTouched(chart, touched)
    expect(undone.done && said(undone.chart)).toEqual(said(PLANT))
  })

  test('is refused where something it touched says something else by now', () => {
    const first = step(PLANT, { do: 'remove-post', postId: 'head' })
    const { chart } = step(first.chart, { do: 'change-post', postId: 'chief', reportsToId: null })
    expect(undoTouched(chart, first.touched)).toEqual({
      done: false,
      obstacles: [{ kind: 'post', id: 'chief', code: 'chart-changed-since' }],
    })
    // Changed and changed back is as it was.
    const back = step(chart, { do: 'change-post', postId: 'chief', reportsToId: 'director' })
    expect(undoTouched(back.chart, first.touched).done).toBe(true)
  })

  test('is refused where something new hangs on what would go', () => {
    const first = step(PLANT, {
      do: 'add-unit',
      unit: { id: 'lab', name: '检测中心', parentId: null, function: null, stand: null },
    })
    const { chart } = step(first.chart, { do: 'change-post', postId: 'safety', unitId: 'lab' })
    expect(undoTouched(chart, first.touched)).toEqual({
      done: false,
      obstacles: [{ kind: 'post', id: 'safety', code: 'chart-hangs-on' }],
    })
  })

  test('is refused where it would close a circle, or hang on what is gone', () => {
    const first = step(PLANT, { do: 'change-unit', unitId: 'shop', parentId: null })
    const moved = step(first.chart, { do: 'change-unit', unitId: 'plant', parentId: 'shop' })
    expect(undoTouched(moved.chart, first.touched)).toMatchObject({ obstacles: [{ id: 'plant' }] })
    const gone = step(first.chart, { do: 'remove-unit', unitId: 'plant' })
    expect(undoTouched(gone.chart, first.touched)).toMatchObject({ obstacles: [{ id: 'plant' }] })
  })

  test('an undo taken back does the step again', () => {
    const first = step(PLANT, { do: 'remove-unit', unitId: 'shop' })
    const undone = undoTouched(first.chart, first.touched)
    if (!undone.done) throw new Error('refused')
    const again = undoTouched(undone.chart, undone.touched)
    expect(again.done && said(again.chart)).toEqual(said(first.chart))
  })
})

test('whatever is edited: no circle, no line to nothing, no edit half done; and all taken back, the chart is what it was', () => {
  let most = 0
  fc.assert(
    fc.property(
      fc.array(fc.array(randomEdit, { minLength: 1, maxLength: 3 }), { maxLength: 30, size: 'max' }),
      (steps) => {
        let chart: Chart = PLANT
        const log: { before: Chart; touched: ChartTouch[] }[] = []
        for (const randoms of steps) {
          const edits: ChartEdit[] = []
          let seen = chart
          for (const random of randoms) {
            const edit = fitEdit(seen, random, newId)
            edits.push(edit)
            const trial = applyEdits(seen, [edit])
            if (trial.done) seen = trial.chart
          }
          const frozen = JSON.stringify(chart)
          const applied = applyEdits(chart, edits)
          expect(JSON.stringify(chart)).toBe(frozen)
          if (!applied.done) continue
          log.push({ before: chart, touched: applied.touched })
          chart = applied.chart
          const faults = chartFaults(chart).filter((f) => ['loop', 'itself', 'dangling'].includes(f.code))
          expect(faults).toEqual([])
          expect(changedSince(chart, applied.touched)).toEqual([])
        }
        most = Math.max(most, log.length)
        for (const { before, touched } of log.reverse()) {
          const undone = undoTouched(chart, touched)
          if (!undone.done) throw new Error(JSON.stringify(undone.obstacles))
          chart = undone.chart
          expect(said(chart)).toEqual(said(before))
        }
        expect(said(chart)).toEqual(said(PLANT))
      },
    ),
    { numRuns: 150 },
  )
  expect(most).toBeGreaterThan(10)
})

test('a step taken back out of order restores what it changed, or nothing at all', () => {
  let restored = 0
  let refused = 0
  fc.assert(
    fc.property(
      fc.array(randomEdit, { minLength: 2, maxLength: 25, size: 'max' }),
      fc.nat(),
      (randoms, which) => {
        let chart: Chart = PLANT
        const log: ChartTouch[][] = []
        for (const random of randoms) {
          const applied = applyEdits(chart, [fitEdit(chart, random, newId)])
          if (!applied.done) continue
          log.push(applied.touched)
          chart = applied.chart
        }
        const touched = log[which % Math.max(log.length, 1)]
        if (!touched) return
        const undone = undoTouched(chart, touched)
        if (!undone.done) {
          expect(undone.obstacles.length).toBeGreaterThan(0)
          refused += 1
          return
        }
        restored += 1
        const ids = new Set(touched.map((t) => t.id))
        const without = (c: Chart) => ({
          units: said(c).units.filter((u) => !ids.has(u.id)),
          posts: said(c).posts.filter((p) => !ids.has(p.id)),
        })
        expect(without(undone.chart)).toEqual(without(chart))
        expect(changedSince(undone.chart, undone.touched)).toEqual([])
        expect(chartFaults(undone.chart).filter((f) => ['loop', 'dangling'].includes(f.code))).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
  expect(Math.min(restored, refused)).toBeGreaterThan(20)
})

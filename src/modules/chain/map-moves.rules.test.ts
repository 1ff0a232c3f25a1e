import { describe, expect, it } from 'vitest'
import { dropOn, type Lifted, type Target } from './map-moves.rules.ts'

const post = (id: string, reportsToId: string | null, unitId: string | null = null) => ({
  id,
  title: id,
  reportsToId,
  unitId,
  dottedToIds: [],
  vacant: false,
  holderUnknown: true,
})
const unit = (id: string, parentId: string | null = null) => ({
  id,
  name: id,
  parentId,
  function: null,
  stand: null,
})
const chart = {
  units: [unit('集团'), unit('采购', '集团'), unit('设备采购', '采购')],
  posts: [
    post('总经理', null, '集团'),
    post('采购总监', '总经理', '采购'),
    post('采购经理', '采购总监', '采购'),
    post('工程师', '总经理', '集团'),
  ],
}
const drop = (lifted: Lifted, target: Target, held = 0) => dropOn(chart, lifted, target, () => held)
const aPost = (id: string): Lifted & Target => ({ kind: 'post', id })

describe('letting go of a post', () => {
  it('over another post: it reports there', () => {
    expect(drop(aPost('工程师'), aPost('采购总监'))).toEqual({
      ok: true,
      does: 'report',
      bossId: '采购总监',
      edits: [{ do: 'change-post', postId: '工程师', reportsToId: '采购总监' }],
    })
  })

  it('over itself, below itself, or where it is already: nothing', () => {
    expect(drop(aPost('采购总监'), aPost('采购总监'))).toEqual({ ok: false, why: 'itself' })
    expect(drop(aPost('采购总监'), aPost('采购经理'))).toEqual({ ok: false, why: 'below' })
    expect(drop(aPost('采购总监'), aPost('总经理'))).toEqual({ ok: false, why: 'same' })
    expect(drop(aPost('采购总监'), { kind: 'unit', id: '采购', headId: null })).toEqual({
      ok: false,
      why: 'same',
    })
  })

  it('over a department: it moves there and follows the head', () => {
    expect(drop(aPost('工程师'), { kind: 'unit', id: '采购', headId: '采购总监' })).toMatchObject({
      edits: [{ do: 'change-post', postId: '工程师', unitId: '采购', reportsToId: '采购总监' }],
    })
  })

  it('over a department led by somebody below it: it moves there and keeps its superior', () => {
    expect(drop(aPost('总经理'), { kind: 'unit', id: '采购', headId: '采购总监' })).toMatchObject({
      ok: true,
      bossId: null,
      edits: [{ do: 'change-post', postId: '总经理', unitId: '采购' }],
    })
  })
})

describe('letting go of a department', () => {
  it('over another: it becomes part of it; over a post: part of the department there', () => {
    const edits = [{ do: 'change-unit', unitId: '设备采购', parentId: '集团' }]
    const lifted = { kind: 'unit', id: '设备采购' } as const
    expect(drop(lifted, { kind: 'unit', id: '集团', headId: null })).toMatchObject({ ok: true, edits })
    expect(drop(lifted, aPost('总经理'))).toMatchObject({ ok: true, edits })
  })

  it('over a part of itself: refused', () => {
    expect(drop({ kind: 'unit', id: '采购' }, { kind: 'unit', id: '设备采购', headId: null })).toEqual({
      ok: false,
      why: 'unit-below',
    })
  })
})

describe('letting go of a person', () => {
  it('over a post nobody is known to hold: they take it; over one that is held: not', () => {
    expect(drop({ kind: 'person', id: '张' }, aPost('采购经理'))).toEqual({
      ok: true,
      does: 'seat',
      postId: '采购经理',
      personId: '张',
    })
    expect(drop({ kind: 'person', id: '张' }, aPost('采购经理'), 1)).toEqual({ ok: false, why: 'taken' })
    expect(drop({ kind: 'person', id: '张' }, { kind: 'unit', id: '采购', headId: null })).toMatchObject({
      ok: false,
    })
  })
})

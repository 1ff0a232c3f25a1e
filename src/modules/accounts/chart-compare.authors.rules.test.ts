import { describe, expect, it } from 'vitest'
import { authorsOf, type ChartState } from './chart-compare.authors.rules.ts'
import type { ChartChange } from './chart-compare.rules.ts'

const state = (
  since: string,
  until: string | null,
  byName: string,
  fields: object,
  ended = false,
): ChartState => ({
  id: 'x',
  since: `2026-11-${since}T00:00:00Z`,
  until: until && `2026-11-${until}T00:00:00Z`,
  ended,
  byName,
  fields: { ...fields },
})
const change = (what: ChartChange['what'], field: ChartChange['field'] = null): ChartChange => ({
  what,
  kind: 'unit',
  id: 'x',
  name: '设备部',
  unit: null,
  field,
  was: null,
  is: null,
})
const who = (changes: ChartChange[], states: ChartState[]) =>
  authorsOf(changes, states).map((a) => a && `${a.byName} ${a.at.slice(8, 10)}`)

describe('who changed a chart', () => {
  const told = [
    state('20', null, '赵', { name: '设备部', parentId: 'b' }),
    state('01', '10', '王', { name: '设备科', parentId: 'a' }),
    state('10', '20', '李', { name: '设备部', parentId: 'a' }),
  ]

  it('is told field by field: the name by one, the place by another', () => {
    expect(who([change('renamed', 'name'), change('moved', 'parentId')], told)).toEqual(['李 10', '赵 20'])
  })

  it('of a value that went and came back is who brought it back last', () => {
    const states = [
      state('01', '05', '王', { name: '甲' }),
      state('05', '06', '李', { name: '乙' }),
      state('06', '07', '赵', { name: '甲' }),
      state('07', null, '钱', { name: '乙' }),
    ]
    expect(who([change('renamed', 'name')], states)).toEqual(['钱 07'])
  })

  it('of what came is who drew it, not who changed it since; of what went, who took it away', () => {
    expect(who([change('added')], told)).toEqual(['王 01'])
    const gone = state('01', '09', '孙', { name: '甲' }, true)
    expect(who([change('gone')], [gone])).toEqual(['孙 09'])
    const again = state('12', null, '周', { name: '甲' })
    expect(who([change('added')], [gone, again])).toEqual(['周 12'])
  })

  it('is nobody where nothing was kept', () => {
    expect(
      who([change('gone'), change('moved', 'parentId')], [state('01', null, '王', { parentId: 'a' })]),
    ).toEqual([null, null])
    expect(who([change('added')], [])).toEqual([null])
  })

  it('does not name the one who took a state away as the one who made it', () => {
    const states = [
      state('01', '05', '王', { name: '甲' }),
      state('05', '09', '孙', { name: '乙' }, true),
      state('12', null, '周', { name: '乙' }),
    ]
    expect(who([change('renamed', 'name')], states)).toEqual(['null 05'])
  })

  it('takes dotted lines for the same in whatever order', () => {
    const states = [
      state('01', '05', '王', { dottedToIds: ['a'] }),
      state('05', '09', '李', { dottedToIds: ['a', 'b'] }),
      state('09', null, '赵', { dottedToIds: ['b', 'a'] }),
    ]
    expect(who([change('changed', 'dottedToIds')], states)).toEqual(['李 05'])
  })
})

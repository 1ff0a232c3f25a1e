import { expect, it } from 'vitest'
import type { MapBox } from '../../map.rules.ts'
import { chineseReading, findBoxes, needsReading } from './find.ts'

const box = (id: string, name: string | null, title: string, unitName = ''): MapBox => ({
  id,
  kind: 'post',
  title,
  unitId: null,
  unitName,
  holders: name ? [{ id: name, name, seat: null }] : [],
  empty: name ? null : 'vacant',
  parentId: null,
  reports: false,
})
const boxes = [
  box('a', '张建国', '设备部长', '设备技术部'),
  box('b', '陈志远', '总经理'),
  box('c', null, '设备采购经理'),
  box('d', 'Élodie Martin', 'Buyer'),
]

it('finds by a part of a name, a post and a department, those named so first', () => {
  expect(findBoxes(boxes, '建国', null)).toEqual(['a'])
  expect(findBoxes(boxes, '设备', null)).toEqual(['a', 'c'])
  expect(findBoxes(boxes, '技术部', null)).toEqual(['a'])
  expect(findBoxes(boxes, 'elodie', null)).toEqual(['d'])
})

it('finds only what has every word', () => {
  expect(findBoxes(boxes, '设备 采购', null)).toEqual(['c'])
  expect(findBoxes(boxes, '设备 总经理', null)).toEqual([])
})

it('finds Chinese by pinyin and by initials, once the readings are there', async () => {
  expect(needsReading('zhang', boxes)).toBe(true)
  expect(needsReading('张', boxes)).toBe(false)
  const read = await chineseReading()
  expect(findBoxes(boxes, 'zhangjian', read)).toEqual(['a'])
  expect(findBoxes(boxes, 'czy', read)).toEqual(['b'])
})

it('finds nothing for nothing', () => {
  expect(findBoxes(boxes, '  ', null)).toEqual([])
})

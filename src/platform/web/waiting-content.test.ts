import { beforeAll, expect, test } from 'vitest'
import { formatOf } from '../words/format.ts'
import { linesOf } from './waiting-content.ts'
import { knowWaiting, placeOf } from './waiting-words.ts'

const speech = {
  words: {
    writes: {},
    fields: {
      quote: '他的原话',
      layer: '在哪一层',
      dueOn: '哪天前',
      met: '见到了',
      objectives: '目标',
      text: '内容',
    },
    choices: { layer: { explicit: '显性' } },
  },
  format: formatOf('zh-CN'),
  yes: '是',
  no: '否',
}
const ID = '01a20a99-7d89-7492-9097-ba601fd7569d'
const read = (body: object) => linesOf(body, speech).map(({ label, text }) => `${label}：${text}`)

test('a waiting write reads like the form it was written in', () => {
  expect(read({ id: ID, version: 3, quote: '夜里没人敢下来', layer: 'explicit', met: false })).toEqual([
    '他的原话：夜里没人敢下来',
    '在哪一层：显性',
    '见到了：否',
  ])
})

test('ids, versions, empty fields and fields nobody has a name for are not shown', () => {
  expect(read({ accountId: ID, quote: '', layer: null, trouble: 'x', objectives: [] })).toEqual([])
  expect(read({ quote: ID })).toEqual([])
})

test('parts within are read out too, days as days', () => {
  expect(
    read({
      objectives: [
        { id: ID, text: '定下样机' },
        { id: ID, text: '见总工' },
      ],
    })[0],
  ).toMatch(/^目标：定下样机.{1,2}见总工$/)
  expect(read({ dueOn: '2026-11-24' })[0]).toMatch(/11月24日/)
})

test('only text can be written anew: a choice or a day is made where it belongs', () => {
  const lines = linesOf({ quote: 'a', layer: 'explicit', dueOn: '2026-11-24', met: true }, speech)
  expect(lines.filter((line) => line.isText).map((line) => line.key)).toEqual(['quote'])
})

beforeAll(() => knowWaiting({}, { visitId: '/visits/$visitId', accountId: '/accounts/$accountId' }))

test('a write leads to the place nearest to the work', () => {
  expect(placeOf({ params: { accountId: 'a' }, body: { visitId: 'v', accountId: 'a' } })).toBe('/visits/v')
  expect(placeOf({ params: { accountId: 'a' } })).toBe('/accounts/a')
  expect(placeOf({ body: { visitId: null, name: 'x' } })).toBeNull()
})

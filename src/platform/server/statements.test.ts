import { expect, test } from 'vitest'
import { PLANNED_ONCE, StatementNames } from './statements.ts'

const often = (names: StatementNames, text: string) => {
  for (let i = 0; i < 5; i++) names.nameOf(text)
  return names.nameOf(text)
}

test('a statement that comes again and again is given one name, a second one another', () => {
  const names = new StatementNames()
  expect(names.nameOf('select 1 where $1')).toBeUndefined()
  const first = often(names, 'select 1 where $1')
  expect(first).toBeDefined()
  expect(names.nameOf('select 1 where $1')).toBe(first)
  expect(often(names, 'select 2 where $1')).not.toBe(first)
})

test('what cuts with limit is planned each time, unless it says that any plan will do', () => {
  const names = new StatementNames()
  expect(often(names, 'select * from visit where org_id = $1 order by planned_at LIMIT 50')).toBeUndefined()
  expect(often(names, `${PLANNED_ONCE} select * from visit where id = $1 limit 1`)).toBeDefined()
  expect(often(names, 'select credit_limit from account where id = $1')).toBeDefined()
})

test('texts that never repeat are neither named nor kept, and names come to an end', () => {
  const names = new StatementNames()
  for (let i = 0; i < 10_000; i++) expect(names.nameOf(`insert into event values ($${i})`)).toBeUndefined()
  for (let i = 0; i < 1_000; i++) often(names, `select ${i} where $1`)
  expect(often(names, 'select late where $1')).toBeUndefined()
  expect(names.nameOf('select 0 where $1')).toBeDefined()
})

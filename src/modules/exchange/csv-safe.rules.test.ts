import { expect, test } from 'vitest'
import { csvCell, csvSafe } from './csv-safe.rules.ts'

test.each(['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', ' =1', '\0=1', '-1+cmd'])(
  '%j would run as a formula and becomes text',
  (value) => {
    expect(csvSafe(value)).toBe(`'${value}`)
  },
)

test.each(['-12.5', '+86', '12', '华东电力', 'a=b', '', "'quoted", '1E5', '-1e3'])(
  '%j stays as it is',
  (value) => {
    expect(csvSafe(value)).toBe(value)
  },
)

test('a cell is quoted where the format needs it', () => {
  expect([csvCell('a,b'), csvCell('say "hi"'), csvCell('=a,b'), csvCell('plain')]).toEqual([
    '"a,b"',
    '"say ""hi"""',
    '"\'=a,b"',
    'plain',
  ])
})

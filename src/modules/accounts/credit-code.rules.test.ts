import { expect, test } from 'vitest'
import { creditCodeDoubt, normalCreditCode } from './credit-code.rules.ts'

// Published codes of large companies.
const REAL = ['91110000802100433B', '914403001922038216', '91440300708461136T', '91330100799655058B']

test('the published codes of real companies raise no doubt', () => {
  for (const code of REAL) expect(creditCodeDoubt(code), code).toBeNull()
})

test('one wrong digit anywhere is noticed', () => {
  for (const code of REAL) {
    for (let i = 0; i < 18; i++) {
      const other = code[i] === '7' ? '8' : '7'
      const wrong = code.slice(0, i) + other + code.slice(i + 1)
      expect(creditCodeDoubt(wrong), wrong).toBe('check-digit')
    }
  }
})

test('two neighbours swapped are noticed', () => {
  const code = REAL[0]!
  for (let i = 0; i < 17; i++) {
    if (code[i] === code[i + 1]) continue
    const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2)
    expect(creditCodeDoubt(swapped), swapped).toBe('check-digit')
  }
})

test('a code is read as people type it: spaces, hyphens, small and full-width letters', () => {
  expect(creditCodeDoubt(' 9111 0000-8021 0043 3b ')).toBeNull()
  expect(normalCreditCode('９１１１００００８０２１００４３３Ｂ')).toBe('91110000802100433B')
  expect(normalCreditCode('  ')).toBeNull()
})

test('what cannot be such a code is named by its reason, and nothing at all raises no doubt', () => {
  expect(creditCodeDoubt('9111000080210043')).toBe('length')
  expect(creditCodeDoubt('9111000080210043IO')).toBe('characters')
  expect(creditCodeDoubt(null)).toBeNull()
})

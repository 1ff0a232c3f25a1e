import { expect, test } from 'vitest'
import { daysAfter, maySupport, validityOn } from './proofs.rules.ts'

test('a certificate counts on its last day and not on the next', () => {
  expect(validityOn('2026-11-23', '2026-11-23')).toBe('expiring')
  expect(validityOn('2026-11-24', '2026-11-23')).toBe('expired')
})

test('a certificate is said to run out from sixty days before its end', () => {
  expect(validityOn('2026-11-23', '2027-01-22')).toBe('expiring')
  expect(validityOn('2026-11-23', '2027-01-23')).toBe('valid')
  expect(validityOn('2026-11-23', null)).toBe('valid')
})

test('days are counted over months, years and leap days', () => {
  expect(daysAfter('2027-12-31', 60)).toBe('2028-02-29')
})

test('what has run out, must not be quoted or is put away supports no claim', () => {
  const proof = { validity: 'valid', citable: true, archivedAt: null }
  expect(maySupport(proof)).toBe(true)
  expect(maySupport({ ...proof, validity: 'expiring' })).toBe(true)
  expect(maySupport({ ...proof, validity: 'expired' })).toBe(false)
  expect(maySupport({ ...proof, citable: false })).toBe(false)
  expect(maySupport({ ...proof, archivedAt: '2026-01-01T00:00:00Z' })).toBe(false)
})

import { expect, test } from 'vitest'
import { contractNearness, refuseDays, refuseMaker } from './rivals.rules.ts'

test('a rival’s product names the rival; ours and an unknown one do not', () => {
  const rivalId = '01890a5d-ac96-774b-bcce-b302099a8057'
  expect(refuseMaker({ maker: 'rival', rivalId })).toBeNull()
  expect(refuseMaker({ maker: 'ours', rivalId: null })).toBeNull()
  expect(refuseMaker({ maker: 'rival', rivalId: null })).toMatchObject({ code: 'rival-needed' })
  expect(refuseMaker({ maker: 'unknown', rivalId })).toMatchObject({ code: 'rival-not-maker' })
})

test('neither contract nor use ends before it begins; days nobody knows are no contradiction', () => {
  const since = '2024-01-01'
  expect(refuseDays({ since: null, contractEnd: '2020-01-01' })).toBeNull()
  expect(refuseDays({ since, contractEnd: since })).toBeNull()
  expect(refuseDays({ since, contractEnd: '2023-12-31' })).toMatchObject({ path: 'contractEnd' })
  expect(refuseDays({ since, contractEnd: null, retiredOn: '2023-12-31' })).toMatchObject({
    path: 'retiredOn',
  })
})

test('a contract is near its end for half a year before it', () => {
  const today = '2026-11-23'
  expect(contractNearness(null, today)).toBeNull()
  expect(contractNearness('2026-11-22', today)).toBe('over')
  expect(contractNearness('2026-11-23', today)).toBe('near')
  expect(contractNearness('2027-05-25', today)).toBe('near')
  expect(contractNearness('2027-05-26', today)).toBe('later')
})

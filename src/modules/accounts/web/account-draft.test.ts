import { expect, test } from 'vitest'
import type { AccountRecord } from '../accounts.contract.ts'
import { bodyOf, draftOf, namesIn } from './account-draft.ts'

const account: AccountRecord = {
  id: '01a20a15-1170-742d-90e2-ce7eea2a498c',
  name: '华北电力设计院',
  shortNames: ['华电院', 'NCPE'],
  creditCode: null,
  ownership: 'state',
  industry: 'energy',
  industryNote: '',
  businessNote: '火电转新能源',
  employees: null,
  revenue: 1.5,
  revenueCurrency: 'CNY',
  foundedYear: 1953,
  region: '北京',
  parentId: null,
  parent: null,
  tier: 'key',
  lifecycle: 'target',
  nextStep: '',
  nextStepOn: null,
  owner: null,
  right: { write: true, personal: true, share: true },
  archivedAt: null,
  createdAt: '2026-11-23T00:00:00Z',
  version: 1,
}

test('names are told apart however people separate them', () => {
  expect(namesIn('华电院、NCPE，北院; 院里\n华电院')).toEqual(['华电院', 'NCPE', '北院', '院里'])
  expect(namesIn(' 、, ')).toEqual([])
})

test('a form that is opened and not touched sends what it got', () => {
  const { parentId, shortNames, creditCode, ...rest } = bodyOf(draftOf(account))
  expect(parentId).toBeNull()
  expect(shortNames).toEqual(account.shortNames)
  expect(creditCode).toBeNull()
  expect(account).toMatchObject(rest)
})

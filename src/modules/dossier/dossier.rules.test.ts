import { expect, test } from 'vitest'
import { UNKNOWN } from './dossier.contract.ts'
import { type DossierFacts, foldHappenings, knownShare, objectiveFor, unknownsOf } from './dossier.rules.ts'

const TODAY = '2026-11-23'
const complete: DossierFacts = {
  industry: true,
  industryNote: true,
  businessNote: true,
  ownership: true,
  creditCode: true,
  size: true,
  region: true,
  owner: true,
  nextStep: true,
  nextStepOn: '2026-12-01',
  lifecycle: 'engaged',
  units: 5,
  stands: 3,
  unknownHolders: 0,
  people: 8,
  openProjects: 1,
  projectsWithoutDecider: 0,
  visitPlanned: true,
}
const nothing: DossierFacts = {
  ...complete,
  industry: false,
  industryNote: false,
  businessNote: false,
  ownership: false,
  creditCode: false,
  size: false,
  region: false,
  owner: false,
  nextStep: false,
  nextStepOn: null,
  units: 0,
  stands: 0,
  people: 0,
  openProjects: 0,
  projectsWithoutDecider: 0,
  visitPlanned: false,
}
const codes = (facts: DossierFacts) => unknownsOf(facts, TODAY).map((unknown) => unknown.code)

test('a customer of whom everything is known leaves nothing to ask', () => {
  expect(codes(complete)).toEqual([])
  expect(knownShare([])).toBe(1)
})

test('of a customer of whom only the name is known, the urgent questions come first', () => {
  const open = codes(nothing)
  expect(open.slice(0, 3).sort()).toEqual(['owner', 'people', 'visit'])
  expect(open.at(-1)).toMatch(/region|credit_code/)
})

test('a purchase whose decider nobody knows is named with how many there are', () => {
  expect(unknownsOf({ ...complete, openProjects: 3, projectsWithoutDecider: 2 }, TODAY)).toEqual([
    { code: 'decider', count: 2, weight: 10 },
  ])
})

test('a next step whose day has passed is no next step any more; today still counts', () => {
  expect(codes({ ...complete, nextStepOn: '2026-11-22' })).toEqual(['next_step_passed'])
  expect(codes({ ...complete, nextStepOn: TODAY })).toEqual([])
  expect(codes({ ...complete, nextStepOn: null })).toEqual([])
})

test('departments come before their part in a purchase', () => {
  expect(codes({ ...complete, units: 0, stands: 0 })).toEqual(['departments'])
  expect(codes({ ...complete, stands: 0 })).toEqual(['stands'])
})

test('a lost customer is not chased for visits, projects and next steps', () => {
  expect(codes({ ...nothing, lifecycle: 'lost' })).not.toEqual(expect.arrayContaining(['visit']))
  expect(
    codes({ ...complete, lifecycle: 'lost', openProjects: 0, visitPlanned: false, nextStep: false }),
  ).toEqual([])
})

test('the share that is known falls with every gap and stays between 0 and 1', () => {
  const empty = knownShare(unknownsOf({ ...nothing, unknownHolders: 4, projectsWithoutDecider: 1 }, TODAY))
  const some = knownShare(unknownsOf({ ...complete, people: 0, industry: false }, TODAY))
  expect(empty).toBeGreaterThanOrEqual(0)
  expect(empty).toBeLessThan(0.1)
  expect(some).toBeGreaterThan(0.5)
  expect(some).toBeLessThan(1)
  expect(knownShare(unknownsOf({ ...complete, people: 0 }, TODAY))).toBeLessThan(
    knownShare(unknownsOf({ ...complete, creditCode: false }, TODAY)),
  )
})

test('every gap either becomes the aim of a visit or is ours to settle', () => {
  for (const code of UNKNOWN) expect([null, 'research', 'maintain', 'progress']).toContain(objectiveFor(code))
  expect(objectiveFor('owner')).toBeNull()
  expect(objectiveFor('business_note')).toBe('research')
})

test('what is saved as it is typed is one happening to the reader', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString()
  const change = (minute: number, actor = 'lilei', subject = 'a') => ({
    kind: 'accounts.changed',
    at: at(minute),
    actor: { id: actor },
    subject: { id: subject },
  })
  const folded = foldHappenings([
    change(59),
    change(50),
    change(21),
    change(20, 'hanmei'),
    change(19),
    change(18, 'lilei', 'b'),
    { ...change(17, 'lilei', 'b'), kind: 'accounts.archived' },
  ])
  expect(folded.map((one) => one.times)).toEqual([3, 1, 1, 1, 1])
  expect(folded[0]!.row.at).toBe(at(59))
  expect(foldHappenings([change(59), change(10)])).toHaveLength(2)
})

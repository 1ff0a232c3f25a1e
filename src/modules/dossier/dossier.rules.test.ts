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

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString()
const change = (minute: number, actor = 'lilei', subject = 'a', data: Record<string, unknown> = {}) => ({
  kind: 'accounts.changed',
  at: at(minute),
  actor: { id: actor },
  subject: { id: subject },
  data,
  times: 1,
})
const times = (rows: ReturnType<typeof change>[], most?: number) =>
  foldHappenings(rows, most).lines.map((one) => one.times)

test('what is saved as it is typed is one line to the reader, told at its last moment', () => {
  const { lines } = foldHappenings([change(59), change(50), change(41), change(20)])
  expect(lines.map((one) => [one.at, one.times])).toEqual([
    [at(59), 3],
    [at(20), 1],
  ])
})

test('ten minutes of rest part two goes', () => {
  expect(times([change(30), change(20)])).toEqual([2])
  expect(times([change(31), change(20)])).toEqual([1, 1])
})

test('to and fro between two records leaves a line for each', () => {
  expect(times([change(30), change(29, 'lilei', 'b'), change(28), change(27, 'lilei', 'b')])).toEqual([2, 2])
})

test('somebody else’s hand on the record parts what one did before and after; on another record it does not', () => {
  expect(times([change(30), change(29, 'hanmei'), change(28)])).toEqual([1, 1, 1])
  expect(times([change(30), change(29, 'hanmei', 'b'), change(28)])).toEqual([2, 1])
})

test('another kind of happening is a line of its own', () => {
  expect(times([{ ...change(30), kind: 'accounts.archived' }, change(29)])).toEqual([1, 1])
})

test('a line tells every field of its run, and a value from the first to the last', () => {
  const { lines } = foldHappenings([
    change(30, 'lilei', 'a', { fields: ['tier'], tier: { from: 'key', to: 'strategic' } }),
    change(29, 'lilei', 'a', { fields: ['nextStep'] }),
    change(28, 'lilei', 'a', { fields: ['tier'], tier: { from: 'general', to: 'key' } }),
  ])
  expect(lines[0]!.data).toEqual({ fields: ['tier', 'nextStep'], tier: { from: 'general', to: 'strategic' } })
})

test('a page ends before the row that would be one line too many; a run that is under way still takes its own', () => {
  const rows = [change(30), change(29, 'lilei', 'b'), change(28), change(27, 'lilei', 'c'), change(26)]
  expect(foldHappenings(rows, 2)).toMatchObject({ used: 3, lines: [{ times: 2 }, { times: 1 }] })
  expect(foldHappenings(rows)).toMatchObject({ used: 5 })
})

test('lines that were folded before are folded on at the edge of a page', () => {
  expect(
    times([
      { ...change(30), times: 4 },
      { ...change(29), times: 3 },
    ]),
  ).toEqual([7])
})

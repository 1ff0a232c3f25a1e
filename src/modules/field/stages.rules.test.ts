import { describe, expect, it } from 'vitest'
import { doneStages, neighbours, stageFor, stageIn } from './stages.rules.ts'

const noTrust = { trustSpeaking: null, trustConduct: null, trustWork: null }

describe('the stage a visit opens at', () => {
  it('is preparing before, opening while it goes on, recording once it has ended', () => {
    expect(stageFor('planned', null)).toBe('prepare')
    expect(stageFor('prepared', null)).toBe('prepare')
    expect(stageFor('under_way', null)).toBe('open')
    expect(stageFor('under_way', '2026-11-23T03:00:00Z')).toBe('record')
    expect(stageFor('reviewed', null)).toBe('record')
  })

  it('is the one in the address, if there is such a one', () => {
    const visit = { state: 'planned' as const, endedAt: null }
    expect(stageIn('close', visit)).toBe('close')
    expect(stageIn('nonsense', visit)).toBe('prepare')
    expect(stageIn(undefined, visit)).toBe('prepare')
  })
})

describe('the way through the stages', () => {
  it('goes from preparing to recording, one by one', () => {
    expect(neighbours('prepare')).toEqual({ previous: null, next: 'open' })
    expect(neighbours('match')).toEqual({ previous: 'discover', next: 'objections' })
    expect(neighbours('record')).toEqual({ previous: 'close', next: null })
  })

  it('marks what is done', () => {
    expect([...doneStages({ state: 'planned', opening: noTrust })]).toEqual([])
    expect([...doneStages({ state: 'recorded', opening: { ...noTrust, trustWork: 4 } })]).toEqual([
      'prepare',
      'open',
      'record',
    ])
  })
})

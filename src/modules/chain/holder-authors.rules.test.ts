import { describe, expect, it } from 'vitest'
import { authorOfHolder, type HoldingState } from './holder-authors.rules.ts'

const on = (day: string) => `2026-11-${day}T02:00:00.000Z`
const said = (
  from: string,
  to: string | null,
  by: string,
  over: Partial<HoldingState> = {},
): HoldingState => ({
  employmentId: 'e',
  personId: '张',
  postId: '主任',
  until: null,
  knownSince: on(from),
  knownUntil: to && on(to),
  byName: by,
  endedByName: null,
  ...over,
})
const person = { id: '张', name: '张' }
const came = { kind: 'added' as const, id: '主任', was: null, is: person }
const left = { kind: 'gone' as const, id: '主任', was: person, is: null }
const span = { from: on('01'), to: null }

describe('who wrote that somebody came to a post', () => {
  it('is who gave them the post, not who corrected its title since', () => {
    const states = [said('05', '09', '王磊'), said('09', null, '李敏')]
    expect(authorOfHolder(came, states, span)).toEqual({ byName: '王磊', at: on('05') })
  })

  it('is who opened again what had ended', () => {
    const states = [said('05', '09', '王磊', { until: '2026-11-04' }), said('09', null, '李敏')]
    expect(authorOfHolder(came, states, span)).toEqual({ byName: '李敏', at: on('09') })
  })

  it('is nobody of another post or another person', () => {
    const others = [
      said('05', null, '王磊', { postId: '科长' }),
      said('05', null, '王磊', { personId: '李' }),
    ]
    expect(authorOfHolder(came, others, span)).toBeNull()
  })

  it('is asked of the day compared with: what was written since is not looked at', () => {
    const states = [said('05', '09', '王磊'), said('12', null, '李敏', { employmentId: 'f' })]
    expect(authorOfHolder(came, states, { from: on('01'), to: on('08') })).toEqual({
      byName: '王磊',
      at: on('05'),
    })
  })
})

describe('who wrote that somebody left it', () => {
  it('is who set the last day, not who corrected the title of the past since', () => {
    const states = [
      said('01', '10', '王磊', { endedByName: '李敏' }),
      said('10', '20', '李敏', { until: '2026-11-09', endedByName: '周晴' }),
      said('20', null, '周晴', { until: '2026-11-09' }),
    ]
    expect(authorOfHolder(left, states, span)).toEqual({ byName: '李敏', at: on('10') })
  })

  it('is who removed it, or gave them another post', () => {
    expect(authorOfHolder(left, [said('01', '10', '王磊', { endedByName: '李敏' })], span)).toEqual({
      byName: '李敏',
      at: on('10'),
    })
  })

  it('is who told the last day beforehand, once it has passed', () => {
    const states = [said('01', null, '王磊', { until: '2026-11-09' })]
    expect(authorOfHolder(left, states, { from: on('05'), to: null })).toEqual({
      byName: '王磊',
      at: on('01'),
    })
  })

  it('is nobody where the person was archived and the post still stands', () => {
    expect(authorOfHolder(left, [said('01', null, '王磊')], span)).toBeNull()
  })
})

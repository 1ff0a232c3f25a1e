import { describe, expect, it } from 'vitest'
import { type HolderTurn, holdingOf, turnBody, turnedHolder } from './holder-turns.ts'

const NOTHING = { postId: null, title: '', unitId: null, since: null, until: null }
const turn = (over: Partial<HolderTurn>): HolderTurn => ({
  personId: 'p',
  accountId: 'a',
  employmentId: 'e',
  was: null,
  is: { ...NOTHING, postId: '采购总监' },
  version: 1,
  made: null,
  ...over,
})

describe('who holds a post, taken back and done again', () => {
  it('somebody put on a post goes off it, and comes back to the same one', () => {
    const put = turn({})
    expect(turnBody(put)).toMatchObject({ seen: 1, to: null, person: null })
    const off = turnedHolder(put, { employmentVersion: null, personVersion: 4 })
    expect(turnBody(off)).toMatchObject({ seen: null, to: { postId: '采购总监' }, person: null })
  })

  it('somebody who had left holds the post again, from the same day on', () => {
    const was = { ...NOTHING, postId: '采购总监', since: '2020-01-01' }
    const left = turn({ was, is: { ...was, until: '2026-03-01' }, version: 7 })
    expect(turnBody(left)).toMatchObject({ seen: 7, to: { since: '2020-01-01', until: null } })
    const back = turnedHolder(left, { employmentVersion: 8, personVersion: 1 })
    expect(turnBody(back)).toMatchObject({ seen: 8, to: { until: '2026-03-01' } })
  })

  it('a contact made for the post is put away with it and brought back, as each was last seen', () => {
    const made = turn({ made: { version: 1, archived: false } })
    expect(turnBody(made).person).toEqual({ version: 1, archived: true })
    const away = turnedHolder(made, { employmentVersion: null, personVersion: 2 })
    expect(turnBody(away)).toMatchObject({ seen: null, person: { version: 2, archived: false } })
    const again = turnedHolder(away, { employmentVersion: 1, personVersion: 3 })
    expect(turnBody(again)).toEqual({
      ...turnBody(made),
      person: { version: 3, archived: true },
    })
  })

  it('a title and a department that are the post’s are left to the post, so that both follow it', () => {
    const held = { ...NOTHING, postId: '采购总监', title: '采购总监', unitId: 'u' }
    const post = { title: '采购总监', unitId: 'u' }
    expect(holdingOf(held, post)).toMatchObject({ title: '', unitId: null })
    expect(holdingOf({ ...held, title: '代理采购总监' }, post)).toMatchObject({ title: '代理采购总监' })
    expect(holdingOf({ ...held, postId: null }, post)).toMatchObject({ title: '采购总监', unitId: 'u' })
  })
})

import { describe, expect, it } from 'vitest'
import { losesLastAdministrator, makesLoop, mayInvite, maySupervise, teamsBelow } from './members.rules.ts'
import { passwordFault } from './password.rules.ts'
import { ALLOWANCES, addressGroup, afterFailure, secondsToWait, type Tally } from './throttle.rules.ts'

const teams = [
  { id: 'north', parentId: null },
  { id: 'hebei', parentId: 'north' },
  { id: 'city', parentId: 'hebei' },
  { id: 'south', parentId: null },
]

describe('the tree of teams', () => {
  it('a team may hang anywhere but below itself', () => {
    expect(makesLoop(teams, 'north', 'city')).toBe(true)
    expect(makesLoop(teams, 'north', 'north')).toBe(true)
    expect(makesLoop(teams, 'north', 'south')).toBe(false)
    expect(makesLoop(teams, 'city', null)).toBe(false)
  })

  it('ends also where the data already loops', () => {
    const looped = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ]
    expect(makesLoop(looped, 'c', 'a')).toBe(false)
    expect(teamsBelow(looped, ['a'])).toEqual(new Set(['a', 'b']))
  })

  it('counts what lies below, however deep', () => {
    expect(teamsBelow(teams, ['north'])).toEqual(new Set(['north', 'hebei', 'city']))
    expect(teamsBelow(teams, [])).toEqual(new Set())
  })
})

describe('who may invite whom', () => {
  const own = new Set(['hebei', 'city'])
  it('an administrator anyone, a supervisor reps for its own teams, others nobody', () => {
    expect(mayInvite('administrator', { role: 'administrator', teamId: null }, new Set())).toBe(true)
    expect(mayInvite('supervisor', { role: 'rep', teamId: 'city' }, own)).toBe(true)
    expect(mayInvite('supervisor', { role: 'rep', teamId: 'south' }, own)).toBe(false)
    expect(mayInvite('supervisor', { role: 'rep', teamId: null }, own)).toBe(false)
    expect(mayInvite('supervisor', { role: 'service', teamId: 'city' }, own)).toBe(false)
    for (const role of ['rep', 'service', 'auditor'] as const)
      expect(mayInvite(role, { role: 'rep', teamId: 'city' }, own)).toBe(false)
  })

  it('supervisors and administrators head teams', () => {
    expect(
      (['rep', 'supervisor', 'service', 'administrator', 'auditor'] as const).filter(maySupervise),
    ).toEqual(['supervisor', 'administrator'])
  })
})

it('the last administrator who works here cannot cease to be one', () => {
  const is = (role: 'administrator' | 'rep', active = true) => ({ role, active })
  expect(losesLastAdministrator(is('administrator'), is('rep'), 0)).toBe(true)
  expect(losesLastAdministrator(is('administrator'), is('administrator', false), 0)).toBe(true)
  expect(losesLastAdministrator(is('administrator'), is('rep'), 1)).toBe(false)
  expect(losesLastAdministrator(is('administrator'), is('administrator'), 0)).toBe(false)
  expect(losesLastAdministrator(is('rep'), is('rep', false), 0)).toBe(false)
})

describe('a password', () => {
  it('needs ten characters, counted as people count them, and no kinds of characters', () => {
    expect(passwordFault('九个汉字还不够长吧')).toBe('password-too-short')
    expect(passwordFault('😀😁😂🤣😃😄😅😆😉')).toBe('password-too-short')
    expect(passwordFault('窗外下着雨我在写方案')).toBeNull()
    expect(passwordFault('correct horse')).toBeNull()
  })

  it('is not one everybody tries', () => {
    for (const bad of [
      'password123',
      'PassWord123',
      'woaini1314520',
      '1234567890',
      'aaaaaaaaaaaa',
      'abababababab',
    ])
      expect(passwordFault(bad), bad).toBe('password-common')
    for (const stairs of ['23456789012', '98765432109', 'ghijklmnop'])
      expect(passwordFault(stairs), stairs).toBe('password-common')
  })

  it('is not the name with a number behind it', () => {
    expect(passwordFault('zhangwei2026', ['zhangwei@acme.cn', '张伟'])).toBe('password-about-you')
    expect(passwordFault('the zhangwei family boat', ['zhangwei@acme.cn'])).toBeNull()
  })
})

describe('throttling', () => {
  const { pair } = ALLOWANCES
  it('lets a few mistakes pass, then doubles the wait up to a limit, and forgets in time', () => {
    let tally: Tally | undefined
    const waits: number[] = []
    for (let i = 0; i < 14; i++) {
      tally = afterFailure(tally, pair, 1_000_000)
      waits.push(secondsToWait(tally, pair, 1_000_000))
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900])
    expect(secondsToWait(tally, pair, 1_000_000 + 899_001)).toBe(1)
    expect(secondsToWait(tally, pair, 1_000_000 + 900_000)).toBe(0)
    const later = 1_000_000 + pair.forgets * 1000
    expect(secondsToWait(tally, pair, later)).toBe(0)
    expect(afterFailure(tally, pair, later).failures).toBe(1)
  })

  it('takes an IPv6 network for one address', () => {
    const group = addressGroup('2001:db8:1:2:aaaa::1')
    expect(addressGroup('2001:0db8:0001:0002::9')).toBe(group)
    expect(addressGroup('2001:db8:1:3::1')).not.toBe(group)
    expect(addressGroup('::ffff:10.1.2.3')).toBe('10.1.2.3')
    expect(addressGroup('::1')).toBe(addressGroup('::2'))
    expect(addressGroup('fe80::1%eth0')).toBe('fe80:0:0:0')
  })
})

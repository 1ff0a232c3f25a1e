import { describe, expect, it } from 'vitest'
import { findZones, zoneChoice } from './zone-list.ts'

describe('a time zone', () => {
  it('is said by its city and what its time is called, not by its code', () => {
    expect(zoneChoice('Asia/Shanghai', 'zh-CN')).toEqual({
      id: 'Asia/Shanghai',
      label: '上海 · 中国标准时间',
      detail: 'GMT+8',
    })
    expect(zoneChoice('America/New_York', 'en').label).toBe('New York · Eastern Time')
    expect(zoneChoice('Asia/Calcutta', 'en')).toMatchObject({
      label: 'Kolkata · India Standard Time',
      detail: 'GMT+5:30',
    })
  })

  it.each([
    ['上海', 'Asia/Shanghai'],
    ['纽约', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['印度', 'Asia/Calcutta'],
    ['kolkata', 'Asia/Calcutta'],
    ['乌鲁木齐', 'Asia/Urumqi'],
    ['ürümqi', 'Asia/Urumqi'],
    ['Asia/Ho', 'Asia/Hong_Kong'],
    ['gmt+5:45', 'Asia/Katmandu'],
    ['utc', 'UTC'],
  ])('is found by %j, in whatever language one reads', (text, id) => {
    for (const locale of ['zh-CN', 'en'] as const)
      expect(findZones(text, locale, []).map((one) => one.id)).toContain(id)
  })

  it('whose name is the very word comes before one that only begins with it', () => {
    expect(findZones('india', 'en', [])[0]?.label).toBe('Kolkata · India Standard Time')
    expect(findZones('伦敦', 'zh-CN', [])[0]?.id).toBe('Europe/London')
  })

  it('is offered before one types: the present one and the device’s first, none twice', () => {
    const ids = findZones(' ', 'en', ['Asia/Kolkata', 'Asia/Shanghai', 'not a zone']).map((one) => one.id)
    expect(ids.slice(0, 3)).toEqual(['Asia/Kolkata', 'Asia/Shanghai', 'Asia/Hong_Kong'])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('that nobody has is not found', () => {
    expect(findZones('atlantis', 'en', ['Asia/Shanghai'])).toEqual([])
  })
})

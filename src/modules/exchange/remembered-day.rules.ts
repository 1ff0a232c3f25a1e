/** A day as people write a birthday down: perhaps without its year or its day, perhaps by the moon. */
export interface RememberedDay {
  calendar: 'solar' | 'lunar'
  year: number | null
  month: number | null
  day: number | null
  leapMonth: boolean
}

const MOON = /农历|阴历|旧历|lunar/i
const PREFIX =
  /^(农历|阴历|旧历|公历|阳历|新历|lunar|solar)[:：\s]*|[(（]?(农历|阴历|旧历|公历|阳历|lunar)[)）]?$/gi
const NUMERALS = '一二三四五六七八九十'

/** 8, 八, 十二, 廿三, 三十, 正, 冬, 腊; null for what is no number. */
function spoken(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const named = { 正: 1, 冬: 11, 腊: 12 }[text]
  if (named !== undefined) return named
  const tens = /^([二三廿卅]?)(十?)([一二三四五六七八九]?)$/.exec(text)
  if (!tens || text === '') return null
  const [, front, ten, one] = tens as unknown as [string, string, string, string]
  const ones = one === '' ? 0 : NUMERALS.indexOf(one) + 1
  if (front === '廿') return 20 + ones
  if (front === '卅') return 30 + ones
  if (ten === '') return front === '' ? ones : one === '' ? NUMERALS.indexOf(front) + 1 : null
  return (front === '' ? 1 : NUMERALS.indexOf(front) + 1) * 10 + ones
}

/**
 * Reads such a day; null where it is none or could be two (5/12). Whether the calendar has that day is not looked at.
 */
export function rememberedDay(text: string): RememberedDay | null {
  const calendar = MOON.test(text) ? 'lunar' : 'solar'
  const plain = text.normalize('NFKC').trim().replaceAll(PREFIX, '').replaceAll(/\s+/g, '')
  const made = (year: string | undefined, month: string, day: string | undefined, leapMonth = false) => {
    const read = {
      calendar,
      year: year ? Number(year) : null,
      month: spoken(month),
      day: day ? spoken(day) : null,
      leapMonth,
    } as const
    const fits =
      read.month !== null &&
      read.month >= 1 &&
      read.month <= 12 &&
      (day === undefined || (read.day !== null && read.day >= 1 && read.day <= 31)) &&
      (read.year === null || (read.year >= 1900 && read.year <= 2200))
    return fits ? read : null
  }
  const full = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)
  if (full) return made(full[1], full[2] as string, full[3])
  const named =
    /^(?:(\d{4})年)?(闰)?(\d{1,2}|[正冬腊一二三四五六七八九十]{1,2})月(?:初?(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]?)?$/.exec(
      plain,
    )
  if (named) return made(named[1], named[3] as string, named[4], named[2] !== undefined)
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(plain)
  if (month) return made(month[1], month[2] as string, undefined)
  return null
}

import type { FactValue } from '../people.contract.ts'
import type { words } from '../words/index.ts'

type W = (typeof words)['zh-CN']

/** A fact as one line a reader understands: 清华大学 自动化 1998–2002 · 农历五月初八. */
export function factText(value: FactValue, w: W): string {
  switch (value.shape) {
    case 'text':
      return value.text
    case 'school':
      return [value.school, value.study, years(value.from, value.to)].filter(Boolean).join(' · ')
    case 'family':
      return `${w.family[value.relation]}：${value.text}`
    case 'date': {
      const day = [
        value.calendar === 'lunar' ? w.memorable.lunar : '',
        value.year === null ? '' : w.memorable.year(value.year),
        value.month === null ? '' : w.memorable.month(value.month, value.leapMonth),
        value.day === null ? '' : w.memorable.day(value.day),
      ]
      const latin = w.memorable.lunar === 'lunar'
      const said = day.filter(Boolean).join(latin ? ', ' : '')
      return [`${w.dates[value.what]}：${said}`, value.note].filter(Boolean).join(' · ')
    }
  }
}

function years(from: number | null, to: number | null): string {
  return from === null && to === null ? '' : `${from ?? '?'}–${to ?? ''}`
}

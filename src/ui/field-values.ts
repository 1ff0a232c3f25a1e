import { momentAt, wallClock } from '#platform/contract/days.ts'
import { presentZone } from '#platform/words/zone.ts'

/** What is typed, as a number; null if it is none. Full-width digits, spaces and thousands commas are taken. */
export function parseNumber(typed: string): number | null {
  const plain = typed
    .replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,，\s]/g, '')
    .replace('。', '.')
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** 1,250,000 → 125万元: how an amount is said in Chinese. */
export function wan(amount: number): string {
  const [unit, size] = amount >= 1e8 ? ['亿元', 1e8] : (['万元', 1e4] as const)
  return `${Number((amount / Number(size)).toFixed(4))}${unit}`
}

/** An ISO moment as a `datetime-local` field shows it, where the organisation works. */
export function localOfMoment(moment: string | null): string {
  if (!moment) return ''
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? '' : wallClock(date, presentZone()).slice(0, 16)
}

/** What a `datetime-local` field holds, as an ISO moment; null while it is incomplete. */
export function momentOfLocal(local: string): string | null {
  if (!local) return null
  const date = momentAt(local, presentZone())
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

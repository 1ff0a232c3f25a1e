import type { BuyingRole } from '#modules/chain/chain.contract.ts'

/** The seven stances one can name, as points of the scale −5…+5: hostile, against, leaning against, neutral, … champion. */
export const STANCE_STEPS = [-5, -3, -1, 0, 1, 3, 5] as const

/** The named step nearest to a stance; a point between two belongs to the one nearer to neutral. @param stance −5…+5 */
export function stepOf(stance: number): number {
  return STANCE_STEPS.reduce<number>((best, step) => {
    const nearer = Math.abs(step - stance) - Math.abs(best - stance)
    return nearer < 0 || (nearer === 0 && Math.abs(step) < Math.abs(best)) ? step : best
  }, 0)
}

/**
 * The stance one step warmer or colder than now, in the direction asked for even from a point between two steps.
 * @returns the same stance where there is no further step
 */
export function stanceAfter(stance: number, change: 'warmer' | 'colder'): number {
  return change === 'warmer'
    ? (STANCE_STEPS.find((step) => step > stance) ?? stance)
    : (STANCE_STEPS.findLast((step) => step < stance) ?? stance)
}

/** What a title hints at. Only an order in which roles are offered: a title decides nothing, and having met decides nothing. */
const HINTS: readonly [RegExp, readonly BuyingRole[]][] = [
  [/采购|招标|物资|供应|procure|purchas|buyer|sourcing/i, ['purchaser', 'gatekeeper']],
  [/财务|会计|预算|总会计师|financ|cfo|controller|treasur/i, ['finance', 'approver']],
  [/法务|法律|合规|legal|counsel|compliance/i, ['legal']],
  [
    /技术|工程|设备|研发|工艺|信息|质量|质检|engineer|technical|cto|cio|it\b|quality|r&d/i,
    ['technical_evaluator', 'influencer'],
  ],
  [/厂长|车间|生产|运营|使用|operat|plant|production|shift/i, ['user', 'influencer']],
  [/秘书|助理|办公室|assistant|secretary|office manager/i, ['gatekeeper', 'influencer']],
  [
    /董事长|总经理|总裁|副总|院长|局长|校长|主任|ceo|president|chair|director|head of|vp\b/i,
    ['decider', 'approver'],
  ],
]
const USUAL: readonly BuyingRole[] = ['decider', 'influencer', 'technical_evaluator', 'purchaser', 'user']

/**
 * The roles offered first for somebody: those they are believed to have, then what the title hints at, then the usual ones.
 * @returns five, or more where more are believed
 */
export function rolesToOffer(title: string, believed: readonly BuyingRole[]): BuyingRole[] {
  const hinted = HINTS.flatMap(([pattern, roles]) => (pattern.test(title) ? roles : []))
  const offered = [...new Set([...believed, ...hinted, ...USUAL])]
  return offered.slice(0, Math.max(5, believed.length))
}

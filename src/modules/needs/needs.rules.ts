import type { ProblemDeclaration } from '#platform/contract/problem.ts'
import {
  LAYERS,
  type Layer,
  type NeedStatus,
  needsProblems,
  SUBJECTS,
  type Subject,
  type Whose,
} from './needs.contract.ts'

/** How deep a layer lies: 0 above the water, 2 at the foot. */
export function depthOf(layer: Layer): number {
  return LAYERS.indexOf(layer)
}

/** True if such a need may be about this: the subjects of a layer are its own. */
export function subjectFits(layer: Layer, subject: Subject): boolean {
  return (SUBJECTS[layer] as readonly string[]).includes(subject)
}

/** What a need becomes about when it sinks or rises to a layer its subject does not know. */
export function subjectIn(layer: Layer, subject: Subject): Subject {
  return subjectFits(layer, subject) ? subject : SUBJECTS[layer][0]
}

/**
 * True if a need says something about a person as a person: whatever lies at the foot of the iceberg, and whatever somebody
 * wants for themselves. Only the account team reads it.
 */
export function isPersonalNeed(need: { layer: Layer; whose: Whose }): boolean {
  return need.layer === 'deep' || need.whose === 'person'
}

/**
 * May one need lie beneath another? What lies beneath explains what is above it, so it lies at least as deep: a cost beneath
 * a problem, a feeling beneath a price. Nothing that was said openly lies beneath anything: it is what the rest lies under.
 */
export function liesBeneath(child: Layer, parent: Layer): boolean {
  return child !== 'explicit' && depthOf(child) >= depthOf(parent)
}

/**
 * The layer a need takes when it is put beneath another: its own where that fits, else the highest that does. So a statement
 * dropped on a statement sinks just below the water.
 */
export function layerBeneath(child: Layer, parent: Layer): Layer {
  return LAYERS.find((layer) => depthOf(layer) >= depthOf(child) && liesBeneath(layer, parent))!
}

/** A need as the tree sees it. */
export interface TreeNeed {
  id: string
  parentId: string | null
  layer: Layer
  status: NeedStatus
}

/**
 * What stands against putting a need (in this layer) beneath `parentId`, or null. Also asks the needs beneath it: one that
 * rises may not rise above them.
 * @param tree every need of the account by id, as they stand now
 */
export function placementProblem(
  tree: ReadonlyMap<string, TreeNeed>,
  needId: string,
  layer: Layer,
  parentId: string | null,
): ProblemDeclaration | null {
  const was = tree.get(needId)
  if (parentId !== null) {
    const parent = tree.get(parentId)
    if (!parent) return needsProblems.parentElsewhere
    if (isBeneath(tree, parentId, needId)) return needsProblems.cycle
    if (parent.status === 'void' && was?.parentId !== parentId) return needsProblems.parentVoid
    if (!liesBeneath(layer, parent.layer)) return needsProblems.notDeeper
  }
  for (const child of tree.values()) {
    if (child.parentId === needId && !liesBeneath(child.layer, layer)) return needsProblems.notDeeper
  }
  return null
}

/** True if `id` is `above` or lies somewhere beneath it. Ends also where the tree already holds a loop. */
export function isBeneath(tree: ReadonlyMap<string, TreeNeed>, id: string, above: string): boolean {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); at = tree.get(at)?.parentId ?? null) {
    if (at === above) return true
    seen.add(at)
  }
  return false
}

/** What a status rests on. */
export interface NeedGround {
  personId: string | null
  visitId: string | null
  quote: string
  amount: number | null
  unit: string
}

/**
 * What is missing for a status, or null. A need is confirmed only by the customer: somebody said it, in a visit, in these
 * words. A number comes on top of that. Stated: we know who said it, or how it was said.
 */
export function statusProblem(status: NeedStatus, ground: NeedGround): ProblemDeclaration | null {
  if (status === 'assumed' || status === 'void') return null
  if (ground.personId === null && ground.quote === '') return needsProblems.notStated
  if (status === 'stated') return null
  if (ground.personId === null || ground.visitId === null || ground.quote === '')
    return needsProblems.notConfirmable
  if (status === 'confirmed') return null
  return ground.amount === null || ground.unit === '' ? needsProblems.notQuantifiable : null
}

/** Which parts of a confirmation are still missing; the screen asks for exactly these. */
export function missingToConfirm(ground: NeedGround): ('person' | 'visit' | 'quote')[] {
  const missing: ('person' | 'visit' | 'quote')[] = []
  if (ground.personId === null) missing.push('person')
  if (ground.visitId === null) missing.push('visit')
  if (ground.quote === '') missing.push('quote')
  return missing
}

/** What a step to a status runs into, or null. A number is only put to what the customer has confirmed. */
export function stepProblem(from: NeedStatus, to: NeedStatus, ground: NeedGround): ProblemDeclaration | null {
  if (from === 'void') return needsProblems.isVoid
  if (to === 'quantified' && from !== 'confirmed' && from !== 'quantified')
    return needsProblems.notQuantifiable
  return statusProblem(to, ground)
}

/** The next thing to find out about a need, or null where nothing is missing. */
export function nextStatus(status: NeedStatus): NeedStatus | null {
  const ladder: readonly NeedStatus[] = ['assumed', 'stated', 'confirmed', 'quantified']
  const at = ladder.indexOf(status)
  return at < 0 ? null : (ladder[at + 1] ?? null)
}

const HEARD: readonly [Subject, RegExp][] = [
  ['delivery', /交货|交期|到货|工期|发货|供货|delivery|lead time|late/i],
  ['terms', /付款|账期|合同|质保金|预付|payment|terms|contract/i],
  ['service', /售后|服务|响应|维保|培训|service|support/i],
  ['quality', /质量|故障|返修|返工|稳定|精度|合格|quality|fault|reliab/i],
  ['price', /价|贵|便宜|折扣|预算|钱|price|expensive|cheap|cost|budget/i],
  ['product', /型号|功能|规格|参数|配置|设备|产品|feature|model|spec/i],
]

/** What a sentence the customer said is probably about, so that nobody has to choose; `other` where it does not say. */
export function guessSubject(quote: string): Subject {
  return HEARD.find(([, pattern]) => pattern.test(quote))?.[0] ?? 'other'
}

import type { TieReason } from '#modules/people/people.contract.ts'
import type { Format } from '#platform/words/format.ts'
import type { Words } from '#platform/words/words.ts'
import type { LinkReason, Opener, RouteStep } from '../introductions.contract.ts'
import type { zh } from '../words/zh-CN.ts'

export type IntroductionWords = Words<typeof zh>

/** Why a link holds, in one sentence per ground: the one that counts first. */
export function linkSentences(
  w: IntroductionWords,
  f: Format,
  step: Pick<RouteStep, 'from' | 'to' | 'reasons'>,
): string[] {
  return step.reasons.map((reason) => reasonSentence(w, f, reason, step.from.name, step.to.name))
}

function reasonSentence(
  w: IntroductionWords,
  f: Format,
  reason: LinkReason,
  from: string,
  to: string,
): string {
  if (reason.kind === 'meetings') return w.met(reason.count, reason.inDepth, f.relative(reason.lastAt))
  if (reason.kind === 'relationship')
    return bracketed(w, w.levelSentence[reason.level](from, to), doubt(w, reason.confidence))
  const way = reason.forward ? w.tie.forward : w.tie.back
  const strength = reason.strength as 1 | 2 | 3 | 4 | 5 | null
  const strong = strength === null ? null : w.strengthOf(w.strength[strength])
  return bracketed(w, way[reason.tie](from, to), strong, doubt(w, reason.confidence))
}

/** Only what is not certain is worth a word. */
function doubt(w: IntroductionWords, confidence: keyof IntroductionWords['confidence']): string | null {
  return confidence === 'stated' || confidence === 'confirmed' ? null : w.confidence[confidence]
}

function bracketed(w: IntroductionWords, sentence: string, ...more: (string | null)[]): string {
  const told = more.filter((one) => one !== null)
  return told.length === 0 ? sentence : w.bracketed(sentence, told.join(w.list))
}

/** Why somebody might open a way. */
export function openerSentence(w: IntroductionWords, f: Format, opener: Opener, target: string): string {
  const { why, person } = opener
  if (why.kind === 'tied')
    return [reasonSentence(w, f, why.reason, person.name, target), w.why.tied].join(w.and)
  if (why.kind === 'proposed')
    return w.bracketed(w.why.proposed[why.tie](target), likenessSentence(w, why.reason))
  return w.why[why.kind](target)
}

function likenessSentence(w: IntroductionWords, reason: TieReason): string {
  if (reason.kind === 'townsman') return w.because.place(reason.place, reason.other)
  const where =
    reason.kind === 'schoolmate' ? w.because.school(reason.school) : w.because.employer(reason.employer)
  const when = reason.years === 'together' ? w.because.years(reason.from, reason.to) : w.because[reason.years]
  return [where, when].join(w.list)
}

/** One line that says the whole way: who of ours asks, and through whom. */
export function routeSentence(w: IntroductionWords, steps: readonly RouteStep[]): string {
  const member = steps[0]?.from.name ?? ''
  const target = steps.at(-1)?.to.name ?? ''
  const bridges = steps.slice(0, -1).map((step) => step.to.name)
  return bridges.length === 0 ? w.direct(member, target) : w.through(member, bridges.join(w.list))
}

/** Who will not: one of ours who would rather not go there, or one of the customers' who will not introduce. */
export function refusalLine(
  w: IntroductionWords,
  { from, to }: { from: { kind: 'member' | 'person'; name: string }; to: { name: string } },
): string {
  return from.kind === 'member' ? w.refuse.oursTitle(from.name, to.name) : w.refuse.title(from.name, to.name)
}

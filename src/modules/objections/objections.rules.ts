import type { Locale } from '#platform/words/words.ts'
import type { HandlingOutcome, HandlingParts, ObjectionState } from './objections.contract.ts'

/** What may follow what. Handled says it was answered; whether it is gone, only the customer tells. */
const FOLLOWS: Record<ObjectionState, readonly ObjectionState[]> = {
  open: ['handled', 'resolved', 'standing'],
  handled: ['resolved', 'standing', 'reopened'],
  resolved: ['reopened'],
  standing: ['handled', 'resolved', 'reopened'],
  reopened: ['handled', 'resolved', 'standing'],
}

export function mayFollow(from: ObjectionState, to: ObjectionState): boolean {
  return FOLLOWS[from].includes(to)
}

/** The states an objection may go to now, in the order they are offered. */
export function nextStates(from: ObjectionState): readonly ObjectionState[] {
  return FOLLOWS[from]
}

/**
 * Where an objection stands once it was answered; null: where it stood. A line that is only prepared changes nothing, and
 * one that worked does not resolve it.
 */
export function stateAfterHandling(
  from: ObjectionState,
  outcome: HandlingOutcome | null,
): ObjectionState | null {
  return outcome !== null && mayFollow(from, 'handled') ? 'handled' : null
}

/** An objection still stands in the way. */
export function isOpen(state: ObjectionState): boolean {
  return state !== 'resolved'
}

/** The parts a formula lacks, as paths below `parts`; a formula with a hole in it is not that formula. */
export function missingParts(parts: HandlingParts): string[] {
  const lacks = (fields: Record<string, string | null>) =>
    Object.entries(fields).flatMap(([name, value]) => (value?.trim() ? [] : [name]))
  switch (parts.method) {
    case 'rejection':
      return lacks({ agree: parts.agree, praise: parts.praise, turn: parts.turn, ask: parts.ask })
    case 'empathy':
      return lacks({ understand: parts.understand, felt: parts.felt, found: parts.found })
    case 'proof':
      return lacks({ claim: parts.claim, proofId: parts.proofId, shows: parts.shows })
    case 'turnaround':
      return lacks({ reason: parts.reason, because: parts.because })
    case 'redirection': {
      const asked = parts.questions.filter((question) => question.trim()).length
      const questions = Array.from({ length: Math.max(0, 2 - asked) }, (_, i) => `questions.${asked + i}`)
      return [...questions, ...lacks({ need: parts.need })]
    }
  }
}

const LEADS = {
  'zh-CN': {
    understand: { lead: '我理解', begun: /^(我(完全|很)?(理解|明白|懂)|理解)/ },
    felt: { lead: '其他客户一开始也觉得', begun: /客户|当初|一开始|起初|当时/ },
    found: { lead: '后来他们发现', begun: /^(后来|结果|用了|现在)/ },
    because: (reason: string, because: string) => `正因为${reason}，${because}`,
    proof: (title: string, shows: string) => `这是《${title}》：${shows}`,
  },
  en: {
    understand: { lead: 'I understand that ', begun: /^i (fully |quite )?(understand|see|hear)/i },
    felt: {
      lead: 'Other customers felt at first that ',
      begun: /customer|client|others|felt|thought|at first/i,
    },
    found: { lead: 'What they found was that ', begun: /^(what|then|later|now|they|after)/i },
    because: (reason: string, because: string) => `Precisely because ${reason}, ${because}`,
    proof: (title: string, shows: string) => `Here is “${title}”: ${shows}`,
  },
} as const

/**
 * The line to say aloud: the parts in the formula's order, joined into sentences. Empty parts are left out, so that the line
 * grows while it is being written.
 * @param proofTitle the name of the proof that is shown, for the method of proof
 */
export function assembleLine(parts: HandlingParts, locale: Locale, proofTitle = ''): string {
  const w = LEADS[locale]
  const led = (text: string, { lead, begun }: { lead: string; begun: RegExp }) => {
    const said = bare(text)
    return said === '' || begun.test(said) ? said : lead + (locale === 'en' ? lower(said) : said)
  }
  switch (parts.method) {
    case 'rejection':
      return sentences([parts.agree, parts.praise, parts.turn], locale, question(parts.ask, locale))
    case 'empathy':
      return sentences(
        [led(parts.understand, w.understand), led(parts.felt, w.felt), led(parts.found, w.found)],
        locale,
      )
    case 'proof': {
      const shows = bare(parts.shows)
      return sentences([parts.claim, proofTitle && shows ? w.proof(proofTitle, shows) : shows], locale)
    }
    case 'turnaround': {
      const reason = bare(parts.reason)
      const because = bare(parts.because)
      if (reason === '' || because === '') return sentences([reason || because], locale)
      return sentences(
        locale === 'en' ? [w.because(lower(reason), lower(because))] : [w.because(reason, because)],
        locale,
      )
    }
    case 'redirection':
      return parts.questions
        .map((one) => question(one, locale))
        .filter(Boolean)
        .join(locale === 'en' ? ' ' : '')
  }
}

/** Without the full stop at its end: the joining sets it. */
function bare(text: string): string {
  return text.trim().replace(/[。．.，,；;\s]+$/u, '')
}

function lower(text: string): string {
  // "I" and abbreviations stay as they are.
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function question(text: string, locale: Locale): string {
  const said = bare(text)
  if (said === '' || /[？?！!]$/u.test(said)) return said
  return said + (locale === 'en' ? '?' : '？')
}

function sentences(parts: readonly string[], locale: Locale, last = ''): string {
  const [stop, gap] = locale === 'en' ? ['.', ' '] : ['。', '']
  return [...parts.map(bare), last]
    .filter(Boolean)
    .map((one) => (locale === 'en' ? one.charAt(0).toUpperCase() + one.slice(1) : one))
    .map((one) => (/[？?！!。.…”]$/u.test(one) ? one : one + stop))
    .join(gap)
}

import type { Words } from '#platform/words/words.ts'
import type { zh } from './zh-CN.ts'

const tieSentence = {
  forward: {
    reports: (a: string, b: string) => `${b} is ${a}’s superior`,
    dotted_line: (a: string, b: string) => `${a} reports to ${b} by a dotted line`,
    influences: (a: string, b: string) => `${a}’s word counts with ${b}`,
    listens_to: (a: string, b: string) => `${a} listens to ${b}`,
    ally: (a: string, b: string) => `${a} and ${b} are allies`,
    conflict: (a: string, b: string) => `${a} and ${b} are in conflict`,
    mentor: (a: string, b: string) => `${a} is ${b}’s mentor`,
    townsman: (a: string, b: string) => `${a} and ${b} come from the same place`,
    schoolmate: (a: string, b: string) => `${a} and ${b} went to the same school`,
    former_colleague: (a: string, b: string) => `${a} and ${b} used to work together`,
    relative: (a: string, b: string) => `${a} and ${b} are relatives`,
    friend: (a: string, b: string) => `${a} and ${b} are friends`,
    introduced_by: (a: string, b: string) => `${a} was introduced by ${b}`,
  },
  back: {
    reports: (a: string, b: string) => `${a} is ${b}’s superior`,
    dotted_line: (a: string, b: string) => `${b} reports to ${a} by a dotted line`,
    influences: (a: string, b: string) => `${b}’s word counts with ${a}`,
    listens_to: (a: string, b: string) => `${b} listens to ${a}`,
    ally: (a: string, b: string) => `${a} and ${b} are allies`,
    conflict: (a: string, b: string) => `${a} and ${b} are in conflict`,
    mentor: (a: string, b: string) => `${a} was trained by ${b}`,
    townsman: (a: string, b: string) => `${a} and ${b} come from the same place`,
    schoolmate: (a: string, b: string) => `${a} and ${b} went to the same school`,
    former_colleague: (a: string, b: string) => `${a} and ${b} used to work together`,
    relative: (a: string, b: string) => `${a} and ${b} are relatives`,
    friend: (a: string, b: string) => `${a} and ${b} are friends`,
    introduced_by: (a: string, b: string) => `${b} was introduced by ${a}`,
  },
}

export const en = {
  title: 'Introduction',
  pageTitle: (name: string) => `How to reach ${name}`,
  all: 'All routes',
  hint: (name: string) => `Which of us, and through whom, can get to ${name}.`,
  from: 'Starting from',
  anyone: 'Any of us',
  me: 'Myself',
  ours: 'Our side',
  best: 'Best route',
  only: 'The only route, and a shaky one',
  direct: (member: string, name: string) => `${member} already knows ${name}: ask for a meeting.`,
  through: (member: string, names: string) => `${member} asks, by way of ${names}.`,
  other: (nth: number) => `Route ${nth}`,
  others: (count: number) => (count === 1 ? 'One more route' : `${count} more routes`),
  fewer: 'Show less',
  weak: 'Shaky',
  weakHint: 'This link is weak: strengthen it before you ask.',
  tie: tieSentence,
  levelSentence: {
    vendor: (a: string, b: string) => `to ${b}, ${a} is just a vendor`,
    credible_source: (a: string, b: string) => `${b} believes what ${a} says`,
    problem_solver: (a: string, b: string) => `${b} turns to ${a} with a problem`,
    trusted_advisor: (a: string, b: string) => `${a} is ${b}’s trusted advisor`,
  },
  met: (count: number, deep: number, when: string) => {
    if (count === 1) return deep > 0 ? `met once, in depth, ${when}` : `met once, not in depth, ${when}`
    const often = `met ${count} times`
    return deep > 0
      ? `${often}, ${deep} of them in depth, last ${when}`
      : `${often}, never in depth, last ${when}`
  },
  strength: { 1: 'very weak', 2: 'weak', 3: 'fair', 4: 'strong', 5: 'very strong' },
  strengthOf: (word: string) => `a ${word} tie`,
  confidence: {
    unknown: 'source unknown',
    rumour: 'hearsay',
    inferred: 'inferred: check first',
    stated: 'somebody said so',
    confirmed: 'confirmed',
  },
  and: '; ',
  bracketed: (sentence: string, more: string) => `${sentence} (${more})`,
  list: ', ',
  aim: {
    meet: (name: string) => `Meet ${name}`,
    ask: (name: string) => `Ask ${name} to introduce`,
    askText: (bridge: string, target: string) => `Ask ${bridge} to introduce us to ${target}`,
    meetText: (name: string) => `Get to know ${name} and what matters to them`,
    knowText: (name: string, target: string) =>
      `Get to know ${name}, who may introduce us to ${target} one day`,
    know: (name: string) => `Get to know ${name}`,
    checkText: (name: string, target: string) =>
      `Find out how well ${name} knows ${target}, and whether an introduction is possible`,
    check: (name: string) => `Ask ${name}`,
  },
  refuse: {
    action: 'Will not introduce',
    ours: (name: string) => `${name} would rather not`,
    self: 'I would rather not',
    title: (from: string, to: string) => `${from} will not introduce us to ${to}`,
    oursTitle: (from: string, to: string) => `${from} will not go to ${to}`,
    text: 'Routes will go around this link, so nobody on the team gets turned down twice. You can take it back at any time.',
    until: 'Do not ask again for',
    month: '1 month',
    quarter: '3 months',
    open: 'Until taken back',
    note: 'What was said',
    noteHint: 'For example: the two had a misunderstanding, ask after the holidays',
    save: 'Save and find another route',
    saved: 'Saved. Routes now go around this link.',
    instead: (line: string, sentence: string) => `${line}. Best route now: ${sentence}`,
    insteadNone: (line: string) => `${line}. There is no other route for now.`,
    undo: 'Use this route after all',
    heading: 'Left out',
    since: (who: string, when: string) => `noted by ${who}, ${when}`,
    till: (day: string) => `until ${day}`,
    tillBack: 'until taken back',
    back: 'Take back',
    backDone: 'Taken back. This link may be used again.',
  },
  none: {
    title: (name: string) => `Nobody can get us to ${name} yet`,
    text: (links: number) =>
      `Among the customers and ties you can see, there is no route of ${links} links or fewer. These people might open one.`,
    weakText: 'One link in the route above is weak. These people might open a better one.',
    empty:
      'Nobody in sight could help either. Get to know someone in the same department or company, or add hometowns, schools and former employers to the dossiers: routes will show up.',
  },
  openers: 'Who might open a door',
  why: {
    same_unit: (name: string) => `in the same unit as ${name}`,
    same_account: (name: string) => `in the same organisation as ${name}`,
    tied: 'tied to them, but nobody of us knows them well enough yet',
    proposed: {
      townsman: (name: string) => `may come from the same place as ${name}`,
      schoolmate: (name: string) => `may have gone to school with ${name}`,
      former_colleague: (name: string) => `may have worked with ${name}`,
    },
  },
  because: {
    place: (own: string, other: string) => `one dossier says “${own}”, the other “${other}”`,
    school: (school: string) => `both went to ${school}`,
    employer: (employer: string) => `both worked at ${employer}`,
    years: (from: number | null, to: number | null) =>
      from === null
        ? 'at the same time'
        : to === null
          ? `at the same time since ${from}`
          : `at the same time ${from}–${to}`,
    apart: 'at different times',
    unknown: 'years not known',
  },
  knownBy: (member: string) => `${member} knows them`,
  knownByNobody: 'None of us knows them yet',
  doNotContact: (name: string) =>
    `${name} does not want to be contacted. Think twice before you take this route.`,
  incomplete: 'There are too many people around here; only the strongest ties were followed.',
  problems: {
    'introductions.refusal-taken-back': 'Somebody has taken it back already.',
  },
  fieldProblems: {
    'refuses-oneself': 'Whoever will not introduce cannot be the person you want to meet.',
    'in-the-past': 'That day has passed. Choose today or later.',
  },
} satisfies Words<typeof zh>

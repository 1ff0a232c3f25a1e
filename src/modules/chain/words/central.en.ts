import type { Words } from '#platform/words/words.ts'
import type { zh } from './central.zh-CN.ts'

export const en = {
  title: 'Who is central',
  hint: 'By whose word counts and who stands between the others, as the ties and reporting lines on the map have it.',
  heard: (names: string, more: number) =>
    more > 0 ? `${names} and ${more} more go by their word` : `${names} go by their word`,
  ear: (names: string) => `Their word reaches the decider directly: ${names}`,
  between: (lines: number) =>
    lines === 1 ? 'One line of influence runs through them' : `${lines} lines of influence run through them`,
  offChain: 'Not on the chain yet',
} satisfies Words<typeof zh>

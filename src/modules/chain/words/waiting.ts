import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'chain.claim': '对一个人的判断',
  },
  fields: {
    note: '依据',
  },
  choices: {},
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'chain.claim': 'What one thinks of a person',
  },
  fields: {
    note: 'Based on',
  },
  choices: {},
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

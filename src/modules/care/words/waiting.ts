import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'care.add-item': '加一项服务',
    'care.add-referral': '记一次转介绍',
  },
  fields: {
    what: '做什么',
    frequency: '多久一次',
    everyDays: '隔几天',
    startsOn: '第一次在哪天',
    toName: '介绍给谁',
    note: '说明',
  },
  choices: { frequency: zh.frequencies },
  problems: zh.problems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'care.add-item': 'Add a service',
    'care.add-referral': 'Note a referral',
  },
  fields: {
    what: 'What',
    frequency: 'How often',
    everyDays: 'Every so many days',
    startsOn: 'First on',
    toName: 'To whom',
    note: 'Note',
  },
  choices: { frequency: en.frequencies },
  problems: en.problems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

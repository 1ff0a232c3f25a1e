import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'objections.add': '记一条异议',
    'objections.change': '修改异议',
    'objections.remove': '删掉一条异议',
    'objections.resolve': '更新异议的状态',
    'objections.add-handling': '记下怎么回应的',
    'objections.change-handling': '修改怎么回应的',
  },
  fields: {
    quote: '他的原话',
    category: '关于什么',
    nature: '实际上是',
    isolated: '只有这一条吗',
    line: '这么说的',
    outcome: '效果',
    reaction: '他的反应',
    state: '状态',
    note: '怎么看出来的',
  },
  choices: {
    category: zh.categories,
    nature: zh.natures,
    isolated: zh.isolatedOptions,
    outcome: zh.outcomes,
    state: zh.states,
  },
  problems: zh.problems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'objections.add': 'Note an objection',
    'objections.change': 'Change an objection',
    'objections.remove': 'Remove an objection',
    'objections.resolve': 'Change where an objection stands',
    'objections.add-handling': 'Note how it was answered',
    'objections.change-handling': 'Change how it was answered',
  },
  fields: {
    quote: 'His own words',
    category: 'About',
    nature: 'What it really is',
    isolated: 'The only one?',
    line: 'What was said',
    outcome: 'Effect',
    reaction: 'His reaction',
    state: 'State',
    note: 'How one sees it',
  },
  choices: {
    category: en.categories,
    nature: en.natures,
    isolated: en.isolatedOptions,
    outcome: en.outcomes,
    state: en.states,
  },
  problems: en.problems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

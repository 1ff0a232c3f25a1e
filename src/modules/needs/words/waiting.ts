import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'needs.create': '记下需求',
    'needs.change': '修改需求',
    'needs.move': '移动需求',
    'needs.set-status': '更新需求的状态',
    'needs.restore': '恢复需求',
    'needs.create-question': '加一个提问',
    'needs.answer-question': '记下回答',
    'needs.remove-question': '删掉一个提问',
    'needs.restore-question': '恢复提问',
    'needs.set-rating': '给需求打分',
  },
  fields: {
    layer: '在哪一层',
    subject: '关于什么',
    whose: '谁的',
    statement: '需求',
    quote: '他的原话',
    consequence: '后果',
    amount: '值多少',
    unit: '单位',
    status: '有多确定',
    reason: '原因',
    kind: '哪一类',
    text: '问题',
    answer: '回答',
    importance: '有多重要',
    served: '我们满足得多好',
    evidence: '依据',
  },
  choices: { layer: zh.layer, subject: zh.subject, whose: zh.whose, status: zh.status },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'needs.create': 'Write down a need',
    'needs.change': 'Change a need',
    'needs.move': 'Move a need',
    'needs.set-status': 'Change how sure a need is',
    'needs.restore': 'Bring a need back',
    'needs.create-question': 'Add a question',
    'needs.answer-question': 'Write down an answer',
    'needs.remove-question': 'Remove a question',
    'needs.restore-question': 'Bring a question back',
    'needs.set-rating': 'Rate a need',
  },
  fields: {
    layer: 'Layer',
    subject: 'About',
    whose: 'Whose',
    statement: 'Need',
    quote: 'His own words',
    consequence: 'Consequence',
    amount: 'Worth',
    unit: 'Unit',
    status: 'How sure',
    reason: 'Why',
    kind: 'Kind',
    text: 'Question',
    answer: 'Answer',
    importance: 'Importance',
    served: 'How well we serve it',
    evidence: 'Evidence',
  },
  choices: { layer: en.layer, subject: en.subject, whose: en.whose, status: en.status },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

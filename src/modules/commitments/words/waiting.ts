import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'commitments.add': '记一条承诺',
    'commitments.change': '修改承诺',
    'commitments.step': '更新承诺',
    'commitments.add-attempt': '记下怎么要承诺的',
    'commitments.change-attempt': '修改怎么要承诺的',
    'commitments.remove-attempt': '删掉一次开口',
    'commitments.ask-approval': '请主管同意',
    'commitments.judge-visit': '定下拜访结果',
  },
  fields: {
    side: '谁答应的',
    what: '做什么',
    dueOn: '哪天前',
    dueNote: '为什么改期',
    proofKind: '凭什么算做到了',
    proofText: '补充说明',
    method: '方法',
    said: '我怎么说的',
    reaction: '他的反应',
    reactionNote: '他怎么回的',
    reason: '为什么要用',
    outcome: '结果',
    amount: '金额',
    note: '补充一句',
    step: '变成',
  },
  choices: {
    side: zh.sides,
    proofKind: zh.proofKinds,
    method: zh.methods,
    reaction: zh.reactions,
    outcome: zh.outcomes,
    step: zh.steps,
  },
  problems: zh.problems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'commitments.add': 'Note a commitment',
    'commitments.change': 'Change a commitment',
    'commitments.step': 'Note what became of a commitment',
    'commitments.add-attempt': 'Note how one asked',
    'commitments.change-attempt': 'Change how one asked',
    'commitments.remove-attempt': 'Remove one asking',
    'commitments.ask-approval': 'Ask the supervisor',
    'commitments.judge-visit': 'Judge the visit',
  },
  fields: {
    side: 'Whose',
    what: 'What',
    dueOn: 'By',
    dueNote: 'Why another day',
    proofKind: 'What shows it is done',
    proofText: 'More about it',
    method: 'Method',
    said: 'What I said',
    reaction: 'His reaction',
    reactionNote: 'What he answered',
    reason: 'Why',
    outcome: 'Outcome',
    amount: 'Amount',
    note: 'Note',
    step: 'Became',
  },
  choices: {
    side: en.sides,
    proofKind: en.proofKinds,
    method: en.methods,
    reaction: en.reactions,
    outcome: en.outcomes,
    step: en.steps,
  },
  problems: en.problems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'rivals.change': '修改竞争对手',
    'rivals.change-rep': '修改对手的销售',
    'rivals.add-installed': '加一个在用产品',
    'rivals.change-installed': '修改在用产品',
    'rivals.assert-satisfaction': '记下满意度',
  },
  fields: {
    name: '名称',
    strengths: '强在哪',
    weaknesses: '弱在哪',
    howWeWin: '我们怎么赢',
    archived: '停用',
    title: '职务',
    traits: '特点',
    left: '已离开',
    productName: '产品',
    since: '从哪天',
    contractEnd: '合同到哪天',
    retiredOn: '哪天停用',
    note: '说明',
    score: '满意度',
    comment: '他怎么说',
  },
  choices: { score: zh.score },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'rivals.change': 'Change a competitor',
    'rivals.change-rep': 'Change a competitor’s representative',
    'rivals.add-installed': 'Add a product in use',
    'rivals.change-installed': 'Change a product in use',
    'rivals.assert-satisfaction': 'Note a satisfaction',
  },
  fields: {
    name: 'Name',
    strengths: 'Strengths',
    weaknesses: 'Weaknesses',
    howWeWin: 'How we win',
    archived: 'Archived',
    title: 'Title',
    traits: 'Traits',
    left: 'Has left',
    productName: 'Product',
    since: 'Since',
    contractEnd: 'Contract until',
    retiredOn: 'Retired on',
    note: 'Note',
    score: 'Satisfaction',
    comment: 'What was said',
  },
  choices: { score: en.score },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

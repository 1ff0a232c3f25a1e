import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'pitches.set-match': '判断是否匹配',
    'pitches.withdraw-match': '撤回一个匹配',
    'pitches.create-use': '用上一张 FABE 卡片',
    'pitches.change-use': '更新说过的利益',
    'pitches.remove-use': '去掉一张 FABE 卡片',
    'pitches.change-product': '修改产品',
  },
  fields: {
    fit: '满足程度',
    gap: '差在哪',
    remedy: '怎么补',
    dueOn: '哪天前',
    benefit: '对他的利益',
    said: '说过了',
    reaction: '他的反应',
    name: '名称',
    series: '系列',
    code: '型号',
    listPrice: '标价',
    unit: '单位',
    summary: '简介',
  },
  choices: { fit: zh.fit },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'pitches.set-match': 'Judge a match',
    'pitches.withdraw-match': 'Withdraw a match',
    'pitches.create-use': 'Use a FABE card',
    'pitches.change-use': 'Change what was said of a benefit',
    'pitches.remove-use': 'Take a FABE card off',
    'pitches.change-product': 'Change a product',
  },
  fields: {
    fit: 'Fit',
    gap: 'The gap',
    remedy: 'What closes it',
    dueOn: 'By',
    benefit: 'Benefit to him',
    said: 'Said',
    reaction: 'His reaction',
    name: 'Name',
    series: 'Series',
    code: 'Code',
    listPrice: 'List price',
    unit: 'Unit',
    summary: 'Summary',
  },
  choices: { fit: en.fit },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

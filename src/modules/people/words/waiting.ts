import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'people.create': '新增关键人',
    'people.change': '修改关键人',
    'people.add-channel': '加一个联系方式',
    'people.change-channel': '修改联系方式',
    'people.add-employment': '加一段任职',
    'people.change-employment': '修改任职',
  },
  fields: {
    name: '姓名',
    nameEn: '英文名',
    formOfAddress: '称呼',
    doNotContact: '不要联系',
    title: '职务',
    since: '从哪天',
    until: '到哪天',
    channels: '联系方式',
    kind: '方式',
    value: '号码',
    label: '备注',
    preferred: '优先用',
  },
  choices: {},
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'people.create': 'Add a person',
    'people.change': 'Change a person',
    'people.add-channel': 'Add a way to reach someone',
    'people.change-channel': 'Change a way to reach someone',
    'people.add-employment': 'Add an employment',
    'people.change-employment': 'Change an employment',
  },
  fields: {
    name: 'Name',
    nameEn: 'Name in English',
    formOfAddress: 'Form of address',
    doNotContact: 'Do not contact',
    title: 'Title',
    since: 'Since',
    until: 'Until',
    channels: 'Ways to reach',
    kind: 'Kind',
    value: 'Value',
    label: 'Label',
    preferred: 'Preferred',
  },
  choices: {},
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

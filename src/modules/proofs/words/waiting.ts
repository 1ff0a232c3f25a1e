import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'proofs.change': '修改信任素材',
  },
  fields: {
    kind: '种类',
    title: '标题',
    summary: '简介',
    issuer: '出具单位',
    validUntil: '有效期到',
    link: '链接',
    citable: '可以引用',
    tags: '标签',
  },
  choices: { kind: zh.kind },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'proofs.change': 'Change a proof',
  },
  fields: {
    kind: 'Kind',
    title: 'Title',
    summary: 'Summary',
    issuer: 'Issuer',
    validUntil: 'Valid until',
    link: 'Link',
    citable: 'May be cited',
    tags: 'Tags',
  },
  choices: { kind: en.kind },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

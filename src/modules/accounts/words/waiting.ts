import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'accounts.change': '修改客户',
  },
  fields: {
    name: '名称',
    shortNames: '简称',
    creditCode: '统一社会信用代码',
    ownership: '所有制',
    industryNote: '行业基本情况',
    businessNote: '业务情况',
    employees: '员工人数',
    revenue: '营业额',
    foundedYear: '成立年份',
    region: '地区',
    tier: '级别',
    lifecycle: '阶段',
    nextStep: '下一步',
    nextStepOn: '哪天',
  },
  choices: { ownership: zh.ownership, tier: zh.tier, lifecycle: zh.lifecycle },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'accounts.change': 'Change a customer',
  },
  fields: {
    name: 'Name',
    shortNames: 'Short names',
    creditCode: 'Credit code',
    ownership: 'Ownership',
    industryNote: 'About the industry',
    businessNote: 'About the business',
    employees: 'Employees',
    revenue: 'Revenue',
    foundedYear: 'Founded',
    region: 'Region',
    tier: 'Tier',
    lifecycle: 'Lifecycle',
    nextStep: 'Next step',
    nextStepOn: 'On',
  },
  choices: { ownership: en.ownership, tier: en.tier, lifecycle: en.lifecycle },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

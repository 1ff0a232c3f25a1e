import type { WaitingWords } from '#platform/web/waiting-words.ts'
import type { Bundle } from '#platform/words/words.ts'
import { en } from './en.ts'
import { zh } from './zh-CN.ts'

// What waits on the device to be sent, in this module's words: what each write does, and what its fields are called. A field
// without a name here is not shown.
const waitingZh = {
  writes: {
    'projects.change': '修改项目',
    'projects.change-step': '修改采购步骤',
  },
  fields: {
    name: '名称',
    problemToSolve: '要解决的问题',
    purchasePlan: '采购计划',
    procurementMethod: '采购方式',
    budget: '预算',
    budgetState: '预算状态',
    amount: '金额',
    currency: '币种',
    expectedOn: '预计成交',
    neededOn: '要用的日子',
    outcomeReason: '输赢原因',
    archived: '归档',
    dueOn: '哪天前',
    document: '要的文件',
    doneOn: '哪天做完',
  },
  choices: { budgetState: zh.budgetState, procurementMethod: zh.method },
  problems: zh.problems,
  fieldProblems: zh.fieldProblems,
} satisfies WaitingWords

const waitingEn = {
  writes: {
    'projects.change': 'Change a project',
    'projects.change-step': 'Change a step of the procurement',
  },
  fields: {
    name: 'Name',
    problemToSolve: 'Problem to solve',
    purchasePlan: 'Purchase plan',
    procurementMethod: 'Procurement',
    budget: 'Budget',
    budgetState: 'State of the budget',
    amount: 'Amount',
    currency: 'Currency',
    expectedOn: 'Expected on',
    neededOn: 'Needed on',
    outcomeReason: 'Why won or lost',
    archived: 'Archived',
    dueOn: 'By',
    document: 'Document',
    doneOn: 'Done on',
  },
  choices: { budgetState: en.budgetState, procurementMethod: en.method },
  problems: en.problems,
  fieldProblems: en.fieldProblems,
} satisfies WaitingWords

export const waiting: Bundle<WaitingWords> = { 'zh-CN': waitingZh, en: waitingEn }

import type { Locale } from '#platform/words/words.ts'
import type { Layer, Subject } from './needs.contract.ts'
import type { QuestionKind } from './questions.contract.ts'
import type { Aspect } from './ratings.contract.ts'

/** What a starter question finds out; it is proposed while that is unknown. */
export type Unknown =
  | { what: 'always' }
  | { what: 'aspect'; aspect: Aspect }
  | { what: 'subject'; subject: Subject }
  /** Something of this layer is known, and nothing lies beneath it yet. */
  | { what: 'beneath'; layer: Layer }
  /** Something below the water is known, and nobody has put a number to it. */
  | { what: 'amount' }
  | { what: 'project'; fact: 'budget' | 'time' | 'process' }

export type StarterQuestion = { key: string; kind: QuestionKind; finds: Unknown } & Readonly<
  Record<Locale, string>
>

const always: Unknown = { what: 'always' }
const aspect = (of: Aspect): Unknown => ({ what: 'aspect', aspect: of })
const subject = (of: Subject): Unknown => ({ what: 'subject', subject: of })

/** A bank to begin with: how an experienced salesperson would ask it. Keys are kept with the questions taken from it. */
export const STARTER_QUESTIONS: readonly StarterQuestion[] = [
  // 背景：少而准，能事先查到的就不问
  {
    key: 's-today',
    kind: 'situation',
    finds: always,
    'zh-CN': '这块工作现在是怎么做的？从头到尾大概经过哪些环节？',
    en: 'How is this done today, from start to finish?',
  },
  {
    key: 's-who',
    kind: 'situation',
    finds: { what: 'project', fact: 'process' },
    'zh-CN': '这件事除了您这边，还有哪些部门会参与？一般由谁最后拍板？',
    en: 'Besides you, which departments take part in this, and who usually has the last word?',
  },
  {
    key: 's-why-now',
    kind: 'situation',
    finds: { what: 'project', fact: 'time' },
    'zh-CN': '为什么是今年开始考虑这件事？上面对时间有要求吗？',
    en: 'Why are you looking at this now? Is there a date somebody above expects?',
  },
  {
    key: 's-budget',
    kind: 'situation',
    finds: { what: 'project', fact: 'budget' },
    'zh-CN': '这笔钱走的是哪一块预算？现在到立项、审批还是已经下达了？',
    en: 'Which budget does this come out of, and how far along is its approval?',
  },
  {
    key: 's-last-choice',
    kind: 'situation',
    finds: always,
    'zh-CN': '上一次选供应商的时候，最后是什么打动了您？',
    en: 'The last time you chose a supplier, what settled it?',
  },
  // 难点：请对方说出不满意的地方
  {
    key: 'p-worst-step',
    kind: 'problem',
    finds: subject('problem'),
    'zh-CN': '整个过程里，哪一步最让您头疼？最近一次是什么情况？',
    en: 'Which step gives you the most trouble? What happened the last time?',
  },
  {
    key: 'p-quality',
    kind: 'problem',
    finds: aspect('quality'),
    'zh-CN': '现在用的产品，质量上有没有让您不放心的时候？',
    en: 'Has the quality of what you use now ever worried you?',
  },
  {
    key: 'p-price',
    kind: 'problem',
    finds: aspect('price'),
    'zh-CN': '您说的价格，是看单价，还是看用上几年总共花多少？',
    en: 'When you say price, do you mean what it costs to buy, or what it costs over the years?',
  },
  {
    key: 'p-supplier',
    kind: 'problem',
    finds: aspect('supplier'),
    'zh-CN': '出了问题找现在的供应商，一般多久有人管？',
    en: 'When something goes wrong, how long until your present supplier takes care of it?',
  },
  {
    key: 'p-delivery',
    kind: 'problem',
    finds: aspect('delivery'),
    'zh-CN': '这一年交货晚过几次？晚的时候你们怎么应付？',
    en: 'How often was a delivery late this year, and what did you do then?',
  },
  {
    key: 'p-terms',
    kind: 'problem',
    finds: aspect('terms'),
    'zh-CN': '付款和合同条件里，哪一条内部最难过？',
    en: 'Which of the payment or contract terms is hardest to get through on your side?',
  },
  {
    key: 'p-pressure',
    kind: 'problem',
    finds: aspect('pressure'),
    'zh-CN': '这件事压到您这里，最大的难处在哪儿？',
    en: 'With this on your desk, what weighs on you most?',
  },
  {
    key: 'p-relations',
    kind: 'problem',
    finds: aspect('relations'),
    'zh-CN': '推这件事，哪个部门配合起来比较费劲？',
    en: 'In pushing this through, which department is hardest to bring along?',
  },
  // 暗示：把一个小问题的后果摊开来算
  {
    key: 'i-knock-on',
    kind: 'implication',
    finds: { what: 'beneath', layer: 'explicit' },
    'zh-CN': '这个问题一出现，后面哪些环节会跟着受影响？',
    en: 'When this happens, what else is held up after it?',
  },
  {
    key: 'i-cost',
    kind: 'implication',
    finds: { what: 'amount' },
    'zh-CN': '停一次、返一次工，人工、材料、误工加起来，大概要花多少？一年有几回？',
    en: 'Labour, material and lost time together: what does one such stoppage cost, and how many are there in a year?',
  },
  {
    key: 'i-cost-kind',
    kind: 'implication',
    finds: subject('cost'),
    'zh-CN': '这些损失现在算在谁的头上？财务那边看得见吗？',
    en: 'Whose account does that loss fall on today, and does finance see it?',
  },
  {
    key: 'i-customer',
    kind: 'implication',
    finds: subject('relationship'),
    'zh-CN': '你们的客户遇到这种情况，会怎么说？有没有因此丢过单？',
    en: 'What do your own customers say when it happens? Has it cost you an order?',
  },
  {
    key: 'i-person',
    kind: 'implication',
    finds: aspect('job_security'),
    'zh-CN': '要是再拖半年不动，您这边最难交代的是什么？',
    en: 'If nothing is done for another half year, what would be hardest for you to explain?',
  },
  {
    key: 'i-deep',
    kind: 'implication',
    finds: { what: 'beneath', layer: 'implicit' },
    'zh-CN': '这件事做成和做不成，对您自己有什么不一样？',
    en: 'Done or not done: what difference does it make to you yourself?',
  },
  // 价值：让对方自己说出好处
  {
    key: 'n-solved',
    kind: 'need_payoff',
    finds: always,
    'zh-CN': '假如这一步不再出问题，您最先能腾出手来做什么？',
    en: 'If this step simply worked, what would you have time for first?',
  },
  {
    key: 'n-worth',
    kind: 'need_payoff',
    finds: { what: 'amount' },
    'zh-CN': '要是能省下一半，一年对你们意味着多少？这个数拿去汇报有没有分量？',
    en: 'If half of that were saved, what would it be worth in a year, and would that number carry weight in your report?',
  },
  {
    key: 'n-recognition',
    kind: 'need_payoff',
    finds: aspect('recognition'),
    'zh-CN': '这件事办成了，领导最看重的会是哪一点？',
    en: 'When this is done, what will your management value most about it?',
  },
  {
    key: 'n-gain',
    kind: 'need_payoff',
    finds: aspect('gain'),
    'zh-CN': '对您自己来说，这个项目最好的结果是什么样？',
    en: 'For you personally, what would the best outcome of this project look like?',
  },
  {
    key: 'n-others',
    kind: 'need_payoff',
    finds: subject('trust'),
    'zh-CN': '要让其他部门也点头，他们最想看到什么？',
    en: 'For the other departments to agree, what would they most want to see?',
  },
  {
    key: 'n-standard',
    kind: 'need_payoff',
    finds: subject('meaning'),
    'zh-CN': '您心里“做好了”的标准是什么？到什么程度您就放心了？',
    en: 'What would “done well” look like to you? When could you stop worrying about it?',
  },
]

export const STARTER_KEYS: ReadonlySet<string> = new Set(STARTER_QUESTIONS.map((q) => q.key))

/** What is known so far, as far as the bank asks for it. */
export interface Known {
  needs: readonly {
    id: string
    parentId: string | null
    layer: Layer
    subject: Subject
    amount: number | null
    status: string
  }[]
  /** Aspects graded in full, of anybody. */
  aspects: ReadonlySet<Aspect>
  /** What the project says; undefined: no project is in hand, so there is nothing to ask about it. */
  project?: { budget: boolean; time: boolean; process: boolean } | undefined
  /** Starter keys already planned or asked at this customer. */
  taken: ReadonlySet<string>
}

/** The questions worth asking next: those whose answer is still unknown and that nobody has taken yet, in SPIN order. */
export function suggestQuestions(known: Known): StarterQuestion[] {
  const needs = known.needs.filter((need) => need.status !== 'void')
  const parents = new Set(needs.map((need) => need.parentId))
  const isUnknown = (finds: Unknown): boolean => {
    switch (finds.what) {
      case 'always':
        return true
      case 'aspect':
        return !known.aspects.has(finds.aspect)
      case 'subject':
        return !needs.some((need) => need.subject === finds.subject)
      case 'beneath':
        return needs.some((need) => need.layer === finds.layer && !parents.has(need.id))
      case 'amount':
        return needs.some((need) => need.layer === 'implicit') && !needs.some((need) => need.amount !== null)
      case 'project':
        return known.project !== undefined && !known.project[finds.fact]
    }
  }
  return STARTER_QUESTIONS.filter((q) => !known.taken.has(q.key) && isUnknown(q.finds))
}

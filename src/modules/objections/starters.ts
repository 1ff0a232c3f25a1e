import type { Locale } from '#platform/words/words.ts'
import type { Category, HandlingParts, Method } from './objections.contract.ts'

/**
 * Sentences to begin with, per category and method, in the order of the method's parts. Ours, and shown as such: none of them
 * counts as tried until a visit has tried it.
 */
interface Starter {
  /** 认同 赞美 转移 反问 */
  rejection: [string, string, string, string]
  /** 理解 感受 新发现 */
  empathy: [string, string, string]
  /** The claim, and what a proof for it would show; which proof, only the occasion knows. */
  proof: [string, string]
  turnaround: [string, string]
  redirection: { questions: string[]; need: string }
}

const zh: Record<Category, Starter> = {
  price: {
    rejection: [
      '价格是该慎重，换了我也先问这一句',
      '您算得比我们见过的多数客户都细',
      '多出来的这部分，买的是少停机',
      '现在停一天线，您这边要损失多少',
    ],
    empathy: ['您觉得这个价比预想的高', '单看报价我们偏贵', '把三年的维修和停机算进去，总账反而更低'],
    proof: ['贵在前面，省在后面', '同行用了两年，维护费降了多少，上面写得很清楚'],
    turnaround: ['预算紧', '才更要一次买对，不能过两年再花一遍钱'],
    redirection: {
      questions: [
        '现在这台设备一年要修几次？',
        '每次停下来，损失大概怎么算？',
        '如果一年少停两次，值多少钱？',
      ],
      need: '总拥有成本',
    },
  },
  budget: {
    rejection: [
      '没有预算的事，谁都不好办',
      '您先把底说清楚，说明您是认真的',
      '我们可以先把立项要用的测算做出来',
      '今年的调整预算，最晚什么时候报',
    ],
    empathy: ['预算已经定了，中途加项很难', '只能等明年', '先用小额试点走了维修费，数据出来以后立项就顺了'],
    proof: ['这笔钱一年半能回来', '同规模的项目，投入和节省逐月对得上'],
    turnaround: ['今年没预算', '现在就要把方案和测算备好，明年第一批才轮得到'],
    redirection: {
      questions: [
        '预算一般是几月报、谁来汇总？',
        '报上去以后，领导最看重哪几个数？',
        '如果我们把这几个数先算出来，您看够不够立项？',
      ],
      need: '立项依据',
    },
  },
  need: {
    rejection: [
      '用得好好的，确实没必要为换而换',
      '您这边维护得这么稳，不容易',
      '我今天不是来劝您换，是想弄清哪里还能更省',
      '这套系统，班组里抱怨最多的是哪一点',
    ],
    empathy: ['现在看不出非换不可', '没什么大问题', '统计了三个月的小停机，才发现加起来是整整四天'],
    proof: ['问题往往藏在没统计的地方', '装上监测以后，才看到的那部分损失'],
    turnaround: ['现在没出问题', '才有时间从容地比、从容地试，等出了事就只能抢修'],
    redirection: {
      questions: ['去年最让您头疼的是哪一次？', '那次最后是怎么收场的？', '要是再来一次，谁的压力最大？'],
      need: '减少突发故障',
    },
  },
  timing: {
    rejection: [
      '年底是忙，硬上谁都受不了',
      '您把生产放第一位，是对的',
      '所以我们把前期都放在我们这边做',
      '您这边最早哪一周能抽出半天',
    ],
    empathy: ['现在手上事情太多', '等忙完这阵再说', '越忙的时候漏得越多，先装一条线，人反而松了一口气'],
    proof: ['不用停产也能装', '切换用了几天、停了几小时，记录都在'],
    turnaround: ['现在忙不过来', '才要先把最费人的那一步省下来'],
    redirection: {
      questions: [
        '如果往后放，放到什么时候合适？',
        '到那时候，什么会和现在不一样？',
        '这中间每多等一个月，成本大概是多少？',
      ],
      need: '按时间点倒排计划',
    },
  },
  trust: {
    rejection: [
      '第一次合作，有顾虑很正常',
      '您这么谨慎，是对企业负责',
      '所以我不请您现在信我，请您看别人怎么说',
      '您最想听哪一类客户的真话',
    ],
    empathy: ['换一家没合作过的，心里没底', '先观望', '从一个小单开始，半年后自己提出扩大范围'],
    proof: ['我们答应的事，都有据可查', '同行客户的验收结论和联系方式'],
    turnaround: ['不了解我们', '才请您来现场看一天，看完再决定要不要往下谈'],
    redirection: {
      questions: ['以前遇到过供应商说到做不到的吗？', '当时最伤的是什么？', '要怎么写进合同，您才放心？'],
      need: '交付有保障',
    },
  },
  rival: {
    rejection: [
      '他们确实不错，能进您的短名单都不差',
      '您比得这么细，选谁都不会错',
      '我只说一点不一样的地方',
      '这一点对您这个项目，重不重要',
    ],
    empathy: ['两家参数看着差不多', '谁便宜选谁', '用到第二年，差别在服务响应上'],
    proof: ['同样的工况，我们测过', '第三方的对比结果，条件和数据都在上面'],
    turnaround: ['您在看别家', '才更要把评分标准先定好，三家按同一把尺子比'],
    redirection: {
      questions: [
        '您比较的时候，最看重哪三条？',
        '这三条里，哪一条错了最难补救？',
        '那这一条，要不要让三家都到现场做一次？',
      ],
      need: '把长处变成评分标准',
    },
  },
  authority: {
    rejection: [
      '这么大的事，是不该一个人定',
      '您愿意往上推，我很感谢',
      '我来准备一页纸，您汇报时用得上',
      '领导最可能先问哪一句',
    ],
    empathy: ['您认可，但拍板不在您这里', '报上去就没下文了', '请领导看了一次现场，十分钟就点了头'],
    proof: ['决策层关心的，这里都有', '同类项目的投入、工期和结果，一页看完'],
    turnaround: ['您定不了', '才要请您帮我把领导的问题先想一遍，省得来回跑'],
    redirection: {
      questions: ['这类事一般要经过哪几位？', '每一位最在意什么？', '哪一位那里，我陪您一起去讲更合适？'],
      need: '走通决策链',
    },
  },
  terms: {
    rejection: [
      '付款条件是大事，先谈清楚好',
      '您把条款看得这么细，以后执行起来省心',
      '账期我们可以跟交付节点挂钩',
      '您那边哪一个节点付款最顺',
    ],
    empathy: ['预付比例和你们制度不合', '没法走流程', '改成按里程碑付，两边财务都过了'],
    proof: ['这样的条款我们做得到', '同样账期的合同，已经执行完的'],
    turnaround: ['质保要求高', '才该选敢把质保写进合同的'],
    redirection: {
      questions: ['条款里，哪一条是碰不得的？', '哪几条可以商量？', '如果我们让这一条，您那边能让哪一条？'],
      need: '换得来的条件',
    },
  },
  technical: {
    rejection: [
      '技术上不放心，就不该往下走',
      '您提的这个工况，一般人想不到',
      '这一条正好可以拿样机来测',
      '您定测试条件，我们照做，行吗',
    ],
    empathy: ['怕和现有系统接不上', '接口是个大麻烦', '先做了一天联调，问题清单只有三条'],
    proof: ['您要的指标，我们测到过', '检测条件、数据和结论'],
    turnaround: ['你们工况特殊', '才不能买通用的，要按工况配'],
    redirection: {
      questions: [
        '哪个指标达不到，您这边就没法用？',
        '现在的设备能到多少？',
        '如果实测达到了，下一步怎么走？',
      ],
      need: '把技术关变成测试',
    },
  },
  risk: {
    rejection: [
      '出了问题要有人担，这个我理解',
      '您想在前面，是真正管事的人',
      '所以我们把风险拆开，一步一步来',
      '您最担心的是哪一步',
    ],
    empathy: ['万一上线出事，责任在您', '宁可不动', '留了旧系统并行一个月，随时能退回去'],
    proof: ['最坏的情况我们演练过', '应急预案和一次真实的回退记录'],
    turnaround: ['怕出事', '才要趁旧的还能用的时候换，等它坏了就没有退路了'],
    redirection: {
      questions: ['如果出问题，最坏会是什么样？', '什么情况下您可以接受？', '先在哪条线上试，影响最小？'],
      need: '可退回的试点',
    },
  },
  internal: {
    rejection: [
      '内部意见不一，硬推是推不动的',
      '您能把真实情况告诉我，很难得',
      '我想先听听反对的那一位怎么看',
      '您觉得怎么约他，他不会反感',
    ],
    empathy: ['班组怕学不会、怕多事', '没人愿意用', '让一个班先用，两周后别的班来问什么时候轮到他们'],
    proof: ['用的人怎么说，最有说服力', '一线班组的使用反馈'],
    turnaround: ['有人反对', '才要请他参加测试，由他来定合不合格'],
    redirection: {
      questions: ['谁受影响最大？', '他担心失去什么？', '怎么安排，对他也有好处？'],
      need: '让反对的人也赢',
    },
  },
  incumbent: {
    rejection: [
      '合作多年，有感情也有默契',
      '您念旧，跟您合作的人有福气',
      '我不想替掉谁，只想做您的第二个选择',
      '哪一类活，他们现在接不过来',
    ],
    empathy: ['换供应商又要磨合', '老的用着顺手', '留老供应商做主，拿一小块给我们试，交期和价格两边都好谈了'],
    proof: ['和老供应商并行，我们做过', '两家供货期间的到货准时率'],
    turnaround: ['只有一家供应商', '才更需要备一家，出了事不至于停产'],
    redirection: {
      questions: [
        '现在这家，您最满意哪一点？',
        '如果能改一点，您希望改哪里？',
        '这一点要是有人能做到，值不值得试一小批？',
      ],
      need: '第二供应商',
    },
  },
}

const en: Record<Category, Starter> = {
  price: {
    rejection: [
      'Price deserves care; I would ask the same first',
      'You have done your sums better than most',
      'The difference buys fewer stops',
      'What does one day of standstill cost you',
    ],
    empathy: [
      'this is above what you had in mind',
      'the quotation alone looked dear',
      'with three years of repairs and stops counted, the total was lower',
    ],
    proof: ['You pay more at first and less later', 'the maintenance cost of a similar plant over two years'],
    turnaround: ['money is tight', 'it should be bought right once, not paid for again in two years'],
    redirection: {
      questions: [
        'How often is the present machine repaired in a year?',
        'What does each stop cost, roughly?',
        'If there were two stops fewer a year, what would that be worth?',
      ],
      need: 'Total cost of ownership',
    },
  },
  budget: {
    rejection: [
      'Without a budget nobody can act',
      'Saying so openly shows you mean it',
      'We can prepare the figures your application needs',
      'When is the latest day for this year’s adjustment',
    ],
    empathy: [
      'the budget is fixed and adding to it is hard',
      'it would have to wait a year',
      'a small pilot paid from maintenance gave the figures that got it approved',
    ],
    proof: [
      'It pays for itself in eighteen months',
      'investment and savings, month by month, in a project of this size',
    ],
    turnaround: [
      'there is no budget this year',
      'the case must be ready now to be in next year’s first round',
    ],
    redirection: {
      questions: [
        'When are budgets handed in, and who gathers them?',
        'Which figures does management look at first?',
        'If we work out those figures, would they be enough to apply?',
      ],
      need: 'Grounds for approval',
    },
  },
  need: {
    rejection: [
      'If it works, there is no reason to change for its own sake',
      'Keeping it this stable is an achievement',
      'I am not here to have you change but to see where it could cost less',
      'What do the shifts complain about most',
    ],
    empathy: [
      'nothing forces you to change',
      'there was no real problem',
      'after counting three months of short stops, they came to four full days',
    ],
    proof: ['Losses hide where nobody counts', 'the losses that showed only once they were measured'],
    turnaround: [
      'nothing is wrong now',
      'there is time to compare and test; once it fails there is only repair',
    ],
    redirection: {
      questions: [
        'Which day last year gave you most trouble?',
        'How did that end?',
        'If it happened again, who would be under most pressure?',
      ],
      need: 'Fewer sudden failures',
    },
  },
  timing: {
    rejection: [
      'Year’s end is busy and nobody can take more',
      'Putting production first is right',
      'So the groundwork is done on our side',
      'Which is the first week you could spare half a day',
    ],
    empathy: [
      'there is too much on your desk',
      'it could wait until things calm down',
      'the busier it got the more was missed; one line installed, and people could breathe',
    ],
    proof: [
      'It can be installed without stopping production',
      'how many days it took and how many hours were lost',
    ],
    turnaround: ['there is too much to do', 'the step that takes most hands should go first'],
    redirection: {
      questions: [
        'If it waits, until when?',
        'What will be different then?',
        'What does each month of waiting cost?',
      ],
      need: 'A plan worked back from the date',
    },
  },
  trust: {
    rejection: [
      'Doubts are natural the first time',
      'Such care is owed to your company',
      'So do not believe me, hear what others say',
      'Which kind of customer would you most like to ask',
    ],
    empathy: [
      'a supplier you do not know is a risk',
      'it was better to wait and see',
      'they began with a small order and enlarged it themselves within half a year',
    ],
    proof: ['What we promise can be checked', 'the acceptance and the contact of a customer like you'],
    turnaround: ['you do not know us', 'one day on site should come before any decision'],
    redirection: {
      questions: [
        'Have suppliers let you down before?',
        'What hurt most then?',
        'What would the contract have to say to put your mind at ease?',
      ],
      need: 'Assured delivery',
    },
  },
  rival: {
    rejection: [
      'They are good, or they would not be on your list',
      'With such a comparison you cannot choose badly',
      'There is just one thing that differs',
      'How much does it matter in this project',
    ],
    empathy: [
      'the figures look alike',
      'the cheaper one would do',
      'in the second year the difference was how fast help came',
    ],
    proof: [
      'We have measured under the same conditions',
      'a third party’s comparison, with conditions and data',
    ],
    turnaround: ['you are looking at others', 'the measure should be fixed first, the same for all'],
    redirection: {
      questions: [
        'Which three things matter most when you compare?',
        'Which of them is hardest to mend if it goes wrong?',
        'Should all three suppliers show that one on site?',
      ],
      need: 'Our strength as a criterion',
    },
  },
  authority: {
    rejection: [
      'One person should not decide this alone',
      'Thank you for being willing to take it up',
      'I will prepare one page you can present',
      'What will your superior ask first',
    ],
    empathy: [
      'you agree but the decision lies elsewhere',
      'it would vanish once handed up',
      'management saw it once on site and agreed in ten minutes',
    ],
    proof: ['What decision-makers ask is all here', 'cost, time and result of a like project on one page'],
    turnaround: ['it is not yours to decide', 'your view of what will be asked saves everyone a round'],
    redirection: {
      questions: [
        'Through whose hands does this go?',
        'What does each of them care about?',
        'With whom would it help if I came along?',
      ],
      need: 'The way through the decision chain',
    },
  },
  terms: {
    rejection: [
      'Payment terms matter and are best settled first',
      'Reading them this closely spares trouble later',
      'We can tie payment to delivery steps',
      'At which step is payment easiest for you',
    ],
    empathy: [
      'the down payment does not fit your rules',
      'it could not be processed',
      'paid by milestones, both finance departments agreed',
    ],
    proof: ['We can keep such terms', 'a completed contract with the same terms'],
    turnaround: ['you ask for a long warranty', 'you should take who dares to write it down'],
    redirection: {
      questions: [
        'Which clause cannot be touched?',
        'Which can be talked about?',
        'If we give way on this one, where could you?',
      ],
      need: 'Conditions to trade',
    },
  },
  technical: {
    rejection: [
      'If the technology is in doubt one should not go on',
      'Few would have thought of that condition',
      'A prototype can test exactly this',
      'You set the conditions and we follow; agreed',
    ],
    empathy: [
      'you fear it will not fit your system',
      'interfaces were the great worry',
      'one day of joint testing left a list of three items',
    ],
    proof: ['We have measured what you require', 'conditions, data and conclusion'],
    turnaround: ['your conditions are special', 'a standard product will not do'],
    redirection: {
      questions: [
        'Which figure, if missed, makes it useless to you?',
        'What does the present machine reach?',
        'If the test reaches it, what comes next?',
      ],
      need: 'A test instead of a doubt',
    },
  },
  risk: {
    rejection: [
      'Somebody has to answer if it fails; I see that',
      'Thinking ahead is what a responsible person does',
      'So we take the risk apart and go step by step',
      'Which step worries you most',
    ],
    empathy: [
      'if it fails the blame is yours',
      'it was safer not to move',
      'the old system ran alongside for a month, with a way back at any time',
    ],
    proof: ['We have rehearsed the worst case', 'the emergency plan and the record of a real rollback'],
    turnaround: ['you fear a failure', 'it should be changed while the old one still runs'],
    redirection: {
      questions: [
        'If it goes wrong, what is the worst?',
        'What could you accept?',
        'On which line would a trial matter least?',
      ],
      need: 'A pilot with a way back',
    },
  },
  internal: {
    rejection: [
      'With opinions divided, pushing will not help',
      'It is rare that someone tells me how things stand',
      'I would like to hear whoever is against it',
      'How could I meet them without putting them off',
    ],
    empathy: [
      'the shifts fear something new and more work',
      'nobody would use it',
      'one shift began, and in two weeks the others asked for their turn',
    ],
    proof: ['Those who use it are the best witnesses', 'feedback from the shifts'],
    turnaround: ['somebody is against it', 'they should take part and say whether it passes'],
    redirection: {
      questions: [
        'Who is affected most?',
        'What does that person fear to lose?',
        'How could it be arranged to serve them too?',
      ],
      need: 'A win for whoever opposes',
    },
  },
  incumbent: {
    rejection: [
      'Years of working together mean something',
      'Your loyalty does you credit',
      'I do not want to replace anybody, only to be your second choice',
      'Which kind of work do they find hard to take on',
    ],
    empathy: [
      'a new supplier must be broken in',
      'the old one was familiar',
      'with a small part given to us, both dates and prices became easier',
    ],
    proof: ['We have supplied alongside others', 'punctuality while two suppliers delivered'],
    turnaround: ['you have one supplier only', 'a second keeps you running if something happens'],
    redirection: {
      questions: [
        'What pleases you most about your supplier?',
        'If one thing could change, which?',
        'If somebody could do that, would a small batch be worth trying?',
      ],
      need: 'A second supplier',
    },
  },
}

/** The starters of a category and method, as parts ready for the form. */
export function startersFor(category: Category, method: Method, locale: Locale): HandlingParts[] {
  const one = (locale === 'en' ? en : zh)[category]
  switch (method) {
    case 'rejection': {
      const [agree, praise, turn, ask] = one.rejection
      return [{ method, agree, praise, turn, ask }]
    }
    case 'empathy': {
      const [understand, felt, found] = one.empathy
      return [{ method, understand, felt, found }]
    }
    case 'proof': {
      const [claim, shows] = one.proof
      return [{ method, claim, proofId: null, shows }]
    }
    case 'turnaround': {
      const [reason, because] = one.turnaround
      return [{ method, reason, because }]
    }
    case 'redirection':
      return [{ method, ...one.redirection }]
  }
}

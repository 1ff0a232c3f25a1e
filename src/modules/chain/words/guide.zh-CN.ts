export const zh = {
  of: (attribute: string) => `帮我判断：${attribute}`,
  step: (n: number, of: number) => `第 ${n} 题，共 ${of} 题`,
  dontKnow: '不清楚',
  next: '下一题',
  result: '看建议',
  back: '上一题',
  leave: '不判断了',
  proposed: '建议记为',
  unknown: '还判断不了',
  unknownText: '知道的太少，先留着“不清楚”——不清楚不等于中立。把答不上来的，变成下次要问的。',
  askNext: '下次去问',
  nextAim: (person: string, attribute: string) => `弄清${person}的${attribute}`,
  because: '依据',
  sureIs: (confidence: string) => `把握：${confidence}`,
  accept: '就这样记',
  other: '我另选一个',
  keepUnknown: '先记为不清楚',
  again: '重答一遍',
  severalHint: '可以多选',
  /** The reason a claim keeps: what was answered, in one line. */
  reason: (parts: string[]) => `问答判断：${parts.join('；')}`,
  part: (topic: string, answers: string[]) => `${topic}：${answers.join('、')}`,
  how: {
    topic: '怎么知道的',
    ask: '这些你是怎么知道的？',
    options: {
      several_sources: '几个人都这么说',
      himself: '他本人说的',
      saw: '我在场看到的',
      others: '听别人说的',
    },
  },
  buying_roles: {
    last_gate: {
      topic: '最后一关',
      ask: '这件事要办成，最后在他这儿要过哪一关？',
      options: {
        decides: '他点头就定，没人能改',
        approves: '要他批，一般照报上来的批',
        veto: '他定不了，但能一票否决',
        passes_by: '不用过他这一关',
      },
    },
    checks: {
      topic: '把什么关',
      ask: '过程里，他把哪些关？',
      options: {
        technical: '看技术、定参数',
        procurement: '管招标、比价、下单',
        money: '管预算、看付款',
        terms: '审合同条款',
        door: '想见谁都得先经过他',
        none: '都不管',
      },
    },
    interest: {
      topic: '跟他的关系',
      ask: '东西买回来，跟他什么关系？',
      options: {
        uses: '他或他的人天天用',
        raised: '这事就是他提出来的',
        asked: '不归他管，但都会问他意见',
        none: '没什么关系',
      },
    },
    for_us: {
      topic: '为我们做过',
      ask: '到现在，他为我们做过什么？',
      options: {
        guided: '私下给我们指路、说内情',
        spoke: '当着别人替我们说话',
        only_talked: '就是见过、聊过',
        nothing: '什么也没做',
      },
    },
  },
  stance: {
    spoke_for: {
      topic: '会上替谁说话',
      ask: '最近一次会上，他替谁说话？',
      options: { us: '替我们', nobody: '谁也不替', rival: '替对手', against_us: '专挑我们毛病' },
    },
    did: {
      topic: '做过的实事',
      ask: '他为我们做过什么实事？',
      options: {
        opened_doors: '引荐过人，或给过内部消息',
        small_help: '帮过小忙，催一催也肯动',
        nothing: '光说，没动作',
        blocked: '卡过我们',
      },
    },
    if_we_win: {
      topic: '我们赢了对他',
      ask: '如果我们赢了，对他是好事还是坏事？',
      options: { gains: '他有功，或者省心', same: '对他没差别', loses: '他吃亏，或者没面子' },
    },
  },
  influence: {
    disagreement: {
      topic: '有分歧时',
      ask: '会上意见不一，最后听谁的？',
      options: { his_way: '多半按他说的办', listened: '会认真听他的', overruled: '他说了也白说' },
    },
    reach: {
      topic: '话管到哪',
      ask: '他的话管到哪一层？',
      options: {
        above: '上级也听他的',
        other_units: '别的部门也来问他',
        own_unit: '只管自己部门',
        nobody: '没人听',
      },
    },
    moves: {
      topic: '动得了什么',
      ask: '这件事上，他动得了什么？',
      options: {
        budget: '动得了预算',
        people: '调得了人、排得了期',
        suggests: '只能提建议',
        nothing: '什么也动不了',
      },
    },
  },
  political_status: {
    hears: {
      topic: '消息',
      ask: '内部的大事，他什么时候知道？',
      options: { before: '还没开会他就知道', meeting: '开会时知道', after: '发了通知才知道' },
    },
    consulted: {
      topic: '一把手找他',
      ask: '一把手私下找他商量事吗？',
      options: { often: '经常', sometimes: '有时', never: '没见过' },
    },
    pushes_through: {
      topic: '跨部门办事',
      ask: '他想办的事，跨部门推得动吗？',
      options: { yes: '他出面就推得动', with_help: '要请人帮着说话', no: '出了部门就推不动' },
    },
  },
  response_mode: {
    sees_today: {
      topic: '怎么看现状',
      ask: '说起现在的情况，他怎么说？',
      options: {
        could_be_better: '还能做得更好',
        in_trouble: '出了麻烦，急着解决',
        fine: '现在挺好，别折腾',
        best_there_is: '我们早就是最好的',
      },
    },
    figures: {
      topic: '说到指标',
      ask: '说到他的指标，他怎么讲？',
      options: {
        raised: '目标提高了，要想办法',
        missed: '没完成，正头疼',
        unchanged: '跟往年一样就行',
        boasts: '远超目标，不用操心',
      },
    },
    pace: {
      topic: '催不催',
      ask: '事情往下走，他是什么态度？',
      options: {
        asks_for_more: '主动问还能做什么',
        presses: '催我们快点',
        postpones: '一拖再拖',
        lectures: '反过来教我们怎么做',
      },
    },
  },
  relationship: {
    comes_for: {
      topic: '他为什么找我',
      ask: '他一般为什么事找你？',
      options: {
        prices: '问价格、要资料',
        facts: '打听技术和行情，信我说的',
        trouble: '出了问题先想到我',
        advice: '没项目也找我商量',
      },
    },
    tells: {
      topic: '他跟我说什么',
      ask: '他跟你说过内部的事吗？',
      options: {
        nothing: '从来不说',
        public: '说的都是公开的',
        inside: '说过部门里的难处',
        own_plans: '说过他自己的打算',
      },
    },
    meets: {
      topic: '约他',
      ask: '你想见他，多久能见到？',
      options: {
        hardly: '很难约',
        by_appointment: '上班时间，按流程约',
        one_call: '一个电话就行',
        any_time: '下了班也能见',
      },
    },
  },
  business_result: {
    measured_by: {
      topic: '考核',
      ask: '今年上面考核他什么？',
      options: {
        cost: '降成本',
        output: '产量和交期',
        quality: '质量合格率',
        safety: '安全和合规',
        sales: '业绩和市场',
      },
    },
    complains_of: {
      topic: '头疼的事',
      ask: '他抱怨最多的是什么？',
      options: {
        stops: '老停机',
        rework: '返工和投诉',
        slowness: '太慢',
        staff: '人手不够',
        paperwork: '流程太繁',
      },
    },
    compose: (goal: string | undefined, pain: string | undefined) =>
      [goal, pain && `解决“${pain}”`].filter(Boolean).join('，'),
  },
  personal_win: {
    speaks_of: {
      topic: '聊自己时',
      ask: '聊到他自己，他说得最多的是什么？',
      options: {
        career: '再上一步',
        recognition: '得到上级肯定',
        ease: '少操心、少加班',
        stability: '位子稳当',
        standing: '在同事里有面子',
        legacy: '留下一件拿得出手的事',
      },
    },
    fears: {
      topic: '最怕',
      ask: '这件事上，他最怕什么？',
      options: {
        blame: '出了事他背锅',
        conflict: '得罪人',
        losing_face: '在领导面前丢脸',
        being_passed_over: '被绕过去、没他的份',
      },
    },
    compose: (goal: string | undefined, fear: string | undefined) =>
      [goal && `想${goal}`, fear && `怕${fear}`].filter(Boolean).join('，'),
  },
}

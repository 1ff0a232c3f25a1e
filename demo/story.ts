import {
  createAccount,
  createAccountRelation,
  createPost,
  createUnit,
  editChart,
  setAccountTeamMember,
} from '#modules/accounts/accounts.contract.ts'
import { addReferral, addServiceItem } from '#modules/care/care.contract.ts'
import {
  addSeat,
  type ClaimValue,
  makeClaim,
  type RelationshipLevel,
  startFrom,
} from '#modules/chain/chain.contract.ts'
import { addAttempt, addCommitment, judgeVisit } from '#modules/commitments/commitments.contract.ts'
import { createNeed, createQuestion, setRating } from '#modules/needs/needs.contract.ts'
import { addHandling, addObjection, keepLine } from '#modules/objections/objections.contract.ts'
import { assertFact } from '#modules/people/dossier.contract.ts'
import { createPerson } from '#modules/people/people.contract.ts'
import { createTie } from '#modules/people/ties.contract.ts'
import { createCard, createUse } from '#modules/pitches/cards.contract.ts'
import { setMatch } from '#modules/pitches/matches.contract.ts'
import { createProduct } from '#modules/pitches/pitches.contract.ts'
import { createUsp, setUspTest } from '#modules/pitches/usps.contract.ts'
import { claimFootprint } from '#modules/pitches/white-space.contract.ts'
import { addStep, createProject } from '#modules/projects/projects.contract.ts'
import { createProof } from '#modules/proofs/proofs.contract.ts'
import {
  addInstalled,
  addRivalRep,
  assertRivalTie,
  assertSatisfaction,
  createRival,
} from '#modules/rivals/rivals.contract.ts'
import {
  addPreparation,
  addTopic,
  addUnknown,
  createVisit,
  putProof,
  recordVisit,
  saveOpening,
  takeStep,
} from '#modules/visits/visits.contract.ts'
import { DEFAULT_ZONE, momentAt } from '#platform/contract/days.ts'
import type { CallOf, EndpointSpec, OkOf } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'

/** Somebody the story is told through: each sentence is a request like any other, checked like any other. */
export interface Teller {
  memberId: string
  ok: <E extends EndpointSpec>(endpoint: E, input: CallOf<E>) => Promise<OkOf<E>>
}

/** What a text is, for whoever marks the story's texts to look for them later; the story itself leaves them as they are. */
export type StoryMark = 'library' | 'account' | 'personal' | 'sensitive' | 'private'

export interface StoryOptions {
  /** The day the story is told; its visits lie before and after it. `YYYY-MM-DD`. */
  today: string
  /** Where the organisation works: the story's hours are those of its clocks. */
  zone?: string
  /** A colleague who has a part in it; without one the teller does all. */
  colleague?: Teller
  /** Told at the end of each of its days: what was told since the last one was told on this day. Without it, all is told today. */
  thatWas?: (day: string, accountIds: readonly string[]) => Promise<void>
  /** Applied to each text; the leak test marks them by it. */
  mark?: (kind: StoryMark, text: string) => string
}

/**
 * One fictional customer, from the first dossier to the next visit: 云岭乳业 wants a new filling line. It is the first
 * thing somebody sees who asked for the sample story, and the world most tests and all screenshots live in.
 * @returns ids by field name: `accountId`, `personId`, `visitId` (recorded), `nextVisitId` (planned) …
 */
export async function tellStory(
  rep: Teller,
  { today, zone = DEFAULT_ZONE, colleague = rep, thatWas, mark = (_, text) => text }: StoryOptions,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  const id = (name: string) => {
    ids[name] ??= newId()
    return ids[name]
  }
  const day = (offset: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10)
  const at = (offset: number, time: string) => momentAt(`${day(offset)}T${time}`, zone).toISOString()
  const endOf = async (offset: number) => thatWas?.(day(offset), [id('accountId'), id('otherAccountId')])
  const note = { kind: 'note', id: null, note: '' } as const

  // Our own shelf: products, proofs, rivals.
  await rep.ok(createProof, {
    body: {
      id: id('proofId'),
      kind: 'certificate',
      title: mark('library', 'SGS 灌装精度检测报告'),
      summary: '连续 72 小时灌装，单瓶误差 ±0.3%。',
      issuer: 'SGS',
      validUntil: day(300),
      tags: ['灌装', '精度'],
    },
  })
  await rep.ok(createProof, {
    body: {
      id: id('showcaseId'),
      kind: 'showcase',
      title: mark('library', '青禾乳业 3 号车间样板线'),
      summary: '可约参观。投产 14 个月，换型时间从 45 分钟降到 12 分钟。',
      tags: ['样板', '乳品'],
    },
  })
  await rep.ok(createProduct, {
    body: {
      id: id('productId'),
      name: mark('library', '恒温无菌灌装线 X200'),
      series: 'X 系列',
      listPrice: 8_600_000,
      unit: '套',
      summary: '每小时 24,000 瓶，快拆灌装头，全程恒温。',
    },
  })
  await rep.ok(createCard, {
    params: { productId: id('productId') },
    body: {
      id: id('cardId'),
      feature: '快拆式灌装头，不用工具',
      advantage: '换型 12 分钟，比同类快一半以上',
      benefit: '小批次新品当天就能换着做',
      answers: 'problem',
      proofId: id('proofId'),
    },
  })
  await rep.ok(createUsp, {
    params: { productId: id('productId') },
    body: {
      id: id('uspId'),
      proposition: mark('library', '12 分钟无工具换型，行业里只有我们写进合同'),
      memoryPoint: '一杯茶的工夫，换好一条线',
    },
  })
  for (const test of ['benefit', 'unique', 'strong'] as const)
    await rep.ok(setUspTest, {
      params: { uspId: id('uspId') },
      body: {
        id: newId(),
        test,
        result: 'passed',
        proofId: test === 'benefit' ? id('proofId') : null,
        testedOn: day(-20),
      },
    })
  await rep.ok(createRival, {
    body: {
      id: id('rivalId'),
      name: mark('library', '柯莱恩机械'),
      strengths: '牌子老，国企领导放心；本地有备件库。',
      weaknesses: '换型慢，改造要停产两周。',
      howWeWin: '把“停产一天亏多少”算给生产听。',
    },
  })

  // Six weeks ago: the customer and its organisation. Purchasing is a small department below finance, its chief's post vacant.
  await rep.ok(createAccount, {
    body: {
      id: id('accountId'),
      name: mark('account', '云岭乳业集团有限公司'),
      shortNames: ['云岭乳业'],
      ownership: 'state',
      industry: 'food',
      industryNote: '低温奶增速快，区域乳企抢高端；新品多、批次小，换型成了瓶颈。',
      businessNote: '三个工厂，日处理鲜奶 900 吨。今年主推低温酸奶，二厂灌装线已用 11 年。',
      employees: 3200,
      revenue: 4_600_000_000,
      region: '云南 昆明',
      foundedYear: 1998,
      tier: 'strategic',
      lifecycle: 'engaged',
      nextStep: '带样瓶去二厂，请张工看换型',
      nextStepOn: day(3),
    },
  })
  await rep.ok(createAccount, {
    body: {
      id: id('otherAccountId'),
      name: mark('account', '青禾乳业股份有限公司'),
      industry: 'food',
      tier: 'key',
      lifecycle: 'cooperating',
      region: '四川 成都',
    },
  })
  if (colleague !== rep)
    await rep.ok(setAccountTeamMember, {
      params: { accountId: id('accountId'), memberId: colleague.memberId },
      body: { access: 'write' },
    })
  await rep.ok(createAccountRelation, {
    params: { accountId: id('accountId') },
    body: { id: id('relationId'), kind: 'alliance', otherId: id('otherAccountId') } as never,
  })
  const unit = (
    name: string,
    label: string,
    stand: 'decide' | 'purchase' | 'use' | 'support' | 'oppose',
    of: string,
    parent?: string,
  ) =>
    rep.ok(createUnit, {
      params: { accountId: id('accountId') },
      body: { id: id(name), name: label, stand, function: of as never, parentId: parent ? id(parent) : null },
    })
  await unit('unitId', '集团管理层', 'decide', 'management')
  await unit('unitUse', '二厂生产部', 'use', 'production', 'unitId')
  await unit('unitTech', '设备技术部', 'support', 'technology', 'unitId')
  await unit('unitFinance', '财务部', 'oppose', 'finance', 'unitId')
  await unit('unitBuy', '采购部', 'purchase', 'purchasing', 'unitFinance')
  const post = (name: string, title: string, of: string, to: string | null, more: object = {}) =>
    rep.ok(createPost, {
      params: { accountId: id('accountId') },
      body: { id: id(name), title, unitId: id(of), reportsToId: to ? id(to) : null, ...more },
    })
  await post('postId', '总经理', 'unitId', null)
  await post('postVice', '生产副总', 'unitId', 'postId')
  await post('postPlant', '二厂厂长', 'unitUse', 'postVice')
  await post('postTech', '设备部长', 'unitTech', 'postVice', { dottedToIds: [id('postPlant')] })
  await post('postFinance', '财务总监', 'unitFinance', 'postId', { holderUnknown: true })
  await post('postBuy', '采购部长', 'unitBuy', 'postFinance', { vacant: true })
  const person = (
    name: string,
    of: string,
    title: string,
    at: string,
    unitOf: string,
    address: string,
    phone: string,
    since: string | null = null,
  ) =>
    rep.ok(createPerson, {
      params: { accountId: id('accountId') },
      body: {
        id: id(name),
        name: of,
        title,
        formOfAddress: address,
        postId: id(at),
        unitId: id(unitOf),
        since,
        channels: [
          {
            id: name === 'personId' ? id('channelId') : newId(),
            kind: 'mobile',
            value: mark('personal', phone),
            preferred: true,
          },
        ],
      },
    })
  await person('personId', '张建国', '设备部长', 'postTech', 'unitTech', '张工', '139 8700 1122')
  await person('otherPersonId', '陈志远', '总经理', 'postId', 'unitId', '陈总', '138 0000 6688')
  await person('vice', '刘敏', '生产副总', 'postVice', 'unitId', '刘总', '136 2233 9090')
  await person('plant', '杨帆', '二厂厂长', 'postPlant', 'unitUse', '杨厂', '135 8899 4545')

  // What we know of people as people.
  const fact = (name: string, of: string, field: string, value: object) =>
    rep.ok(assertFact, {
      params: { personId: id(of) },
      body: { id: id(name), field, value, source: note, confidence: 'stated', basis: 'told' } as never,
    })
  await fact('factId', 'personId', 'hobbies', {
    shape: 'text',
    text: mark('personal', '周末爬西山，爱聊普洱茶'),
  })
  await fact('factSchool', 'personId', 'schools', {
    shape: 'school',
    school: mark('personal', '昆明理工大学'),
    study: '机械设计',
    from: 1989,
    to: 1993,
  })
  await fact('factHome', 'personId', 'hometown', { shape: 'text', text: mark('personal', '云南曲靖') })
  await fact('factGoal', 'personId', 'goals', {
    shape: 'text',
    text: mark('personal', '退休前把二厂改成标杆车间'),
  })
  await fact('factFamily', 'personId', 'family', {
    shape: 'family',
    relation: 'child',
    text: mark('sensitive', '女儿在成都工作'),
  })
  await fact('factSchool2', 'plant', 'schools', {
    shape: 'school',
    school: mark('personal', '昆明理工大学'),
    study: '食品工程',
    from: 2000,
    to: 2004,
  })
  await rep.ok(createTie, {
    params: { personId: id('personId') },
    body: {
      id: id('tieId'),
      toId: id('plant'),
      kind: 'schoolmate',
      strength: 3,
      evidence: mark('personal', '校友会上认识，常一起喝茶'),
    },
  })
  await rep.ok(createTie, {
    params: { personId: id('vice') },
    body: { id: newId(), toId: id('otherPersonId'), kind: 'influences', strength: 5 },
  })

  // What they use today, and who sold it to them.
  await rep.ok(addInstalled, {
    params: { accountId: id('accountId') },
    body: {
      id: id('installedId'),
      unitId: id('unitUse'),
      maker: 'rival',
      rivalId: id('rivalId'),
      productName: mark('account', '柯莱恩 K8 灌装线'),
      since: '2015-06-01',
      contractEnd: day(120),
    },
  })
  await rep.ok(assertSatisfaction, {
    params: { installedId: id('installedId') },
    body: {
      id: id('satisfactionId'),
      score: 2,
      comment: '换型一次四十多分钟，配件要等',
      toldById: id('plant'),
    },
  })
  await rep.ok(addRivalRep, {
    params: { accountId: id('accountId') },
    body: {
      id: id('repId'),
      rivalId: id('rivalId'),
      name: '孙涛',
      title: '区域经理',
      traits: mark('personal', '会喝酒，跑得勤，技术不懂'),
    },
  })

  // An earlier purchase: who decided it is where the new chain begins.
  await rep.ok(createProject, {
    body: {
      id: id('earlierProjectId'),
      accountId: id('accountId'),
      name: mark('account', '二厂超高温杀菌机'),
      stage: 'won',
      problemToSolve: '老杀菌机能耗高，品质波动。',
      amount: 2_300_000,
      openedOn: day(-420),
    },
  })
  for (const [of, value] of [
    ['vice', { attribute: 'influence', value: 8 }],
    ['plant', { attribute: 'buying_roles', value: ['user'] }],
  ] as [string, ClaimValue][])
    await rep.ok(makeClaim, {
      params: { projectId: id('earlierProjectId') },
      body: { id: newId(), personId: id(of), confidence: 'confirmed', source: note, claim: value },
    })

  await endOf(-44)

  // The purchase and its decision chain.
  await rep.ok(createProject, {
    body: {
      id: id('projectId'),
      accountId: id('accountId'),
      name: mark('account', '二厂低温灌装线改造'),
      stage: 'engaging',
      problemToSolve: '换型慢、停产多，小批次新品排不进去。',
      purchasePlan: '明年一季度上线，春节停产期安装。',
      procurementMethod: 'invited_tender',
      budget: 9_000_000,
      budgetState: 'applied',
      amount: 8_600_000,
      expectedOn: day(70),
      openedOn: day(-40),
    },
  })
  for (const [i, [name, due]] of (
    [
      ['技术交流', -12],
      ['样板参观', 10],
      ['邀请招标', 35],
      ['合同谈判', 60],
    ] as const
  ).entries())
    await rep.ok(addStep, {
      params: { projectId: id('projectId') },
      body: {
        id: i === 0 ? id('stepId') : newId(),
        name,
        dueOn: day(due),
        document: i === 2 ? '招标文件' : '',
      },
    })
  const claim = (
    of: string,
    value: ClaimValue,
    confidence: 'rumour' | 'inferred' | 'stated' | 'confirmed' = 'stated',
    { by = rep, source = note }: { by?: Teller; source?: CallOf<typeof makeClaim>['body']['source'] } = {},
  ) =>
    by.ok(makeClaim, {
      params: { projectId: id('projectId') },
      body: { id: newId(), personId: id(of), confidence, source, claim: value },
    })
  const relationship = (
    current: RelationshipLevel | null,
    target: RelationshipLevel,
    targetOn: string,
    nextAction: string,
  ): ClaimValue => ({
    attribute: 'relationship',
    aboutMemberId: rep.memberId,
    value: { current, target, targetOn, nextAction },
  })
  const chain: [string, ClaimValue[]][] = [
    [
      'otherPersonId',
      [
        { attribute: 'buying_roles', value: ['decider'] },
        { attribute: 'influence', value: 10 },
        relationship(null, 'credible_source', day(45), '请周总引荐，约一次二十分钟的见面'),
      ],
    ],
    [
      'vice',
      [
        { attribute: 'buying_roles', value: ['approver', 'influencer'] },
        { attribute: 'stance', value: 0 },
        { attribute: 'influence', value: 8 },
        { attribute: 'political_status', value: 'inner_circle' },
        { attribute: 'response_mode', value: 'growth' },
        relationship('credible_source', 'problem_solver', day(30), '把停机账算给她看'),
      ],
    ],
    [
      'personId',
      [
        { attribute: 'buying_roles', value: ['technical_evaluator', 'coach'] },
        { attribute: 'stance', value: 2 },
        { attribute: 'influence', value: 6 },
        { attribute: 'response_mode', value: 'trouble' },
        relationship('problem_solver', 'trusted_advisor', day(60), '请他到样板车间当一回讲解'),
        { attribute: 'business_result', value: '换型时间降到 15 分钟以内' },
        { attribute: 'personal_win', value: mark('personal', '退休前做成标杆，名字留在车间墙上') },
      ],
    ],
    [
      'plant',
      [
        { attribute: 'buying_roles', value: ['user', 'initiator'] },
        { attribute: 'stance', value: 3 },
        { attribute: 'influence', value: 4 },
      ],
    ],
  ]
  await rep.ok(startFrom, {
    params: { projectId: id('projectId') },
    body: { id: id('copyId'), fromProjectId: id('earlierProjectId') },
  })
  const seat = async (of: string, values: readonly ClaimValue[]) => {
    await rep.ok(addSeat, { params: { projectId: id('projectId') }, body: { personId: id(of) } })
    for (const value of values) await claim(of, value, value.attribute === 'stance' ? 'inferred' : 'stated')
  }
  for (const [of, values] of chain) await seat(of, values)

  // Department by department: theirs, nobody's, and what is still to be asked.
  const footprint = (
    unitOf: string,
    state: 'ours' | 'rival' | 'none',
    how: string,
    rivalId: string | null = null,
  ) =>
    rep.ok(claimFootprint, {
      params: { accountId: id('accountId') },
      body: {
        id: newId(),
        unitId: id(unitOf),
        productId: id('productId'),
        supersedes: null,
        state,
        rivalId,
        note: mark('account', how),
      },
    })
  await footprint('unitUse', 'rival', '二厂三条线都是 K8', id('rivalId'))
  await footprint('unitTech', 'none', '设备技术部只管选型，自己不用线')

  // Somebody who can open a door: a customer who trusts us, and who knows the one nobody of us has met.
  await rep.ok(createPerson, {
    params: { accountId: id('otherAccountId') },
    body: { id: id('friendId'), name: '周启明', title: '总经理', formOfAddress: '周总' },
  })
  await rep.ok(createProject, {
    body: {
      id: id('otherProjectId'),
      accountId: id('otherAccountId'),
      name: mark('account', '3 号车间灌装线二期'),
      stage: 'engaging',
      problemToSolve: '一期跑顺了，想把两条老线一起换掉。',
      openedOn: day(-25),
    },
  })
  await rep.ok(makeClaim, {
    params: { projectId: id('otherProjectId') },
    body: {
      id: newId(),
      personId: id('friendId'),
      confidence: 'stated',
      source: note,
      claim: relationship('trusted_advisor', 'trusted_advisor', day(90), '请他带陈总看样板线'),
    },
  })

  await endOf(-40)

  // Three weeks ago: purchasing is taken out of finance and made a centre of the group's own.
  const edited = (by: Teller, edits: CallOf<typeof editChart>['body']['edits'], stepId = newId()) =>
    by.ok(editChart, { params: { accountId: id('accountId') }, body: { id: stepId, edits } })
  await edited(rep, [
    { do: 'change-unit', unitId: id('unitBuy'), name: '采购中心', parentId: id('unitId') },
    { do: 'change-post', postId: id('postBuy'), title: '采购总监', reportsToId: id('postId') },
  ])
  await endOf(-20)

  // Its chief's post is filled: by somebody the rival knows well.
  await person('buyer', '赵亮', '采购总监', 'postBuy', 'unitBuy', '赵总监', '137 5566 1212', day(-16))
  await edited(colleague, [{ do: 'change-post', postId: id('postBuy'), vacant: false }])
  await rep.ok(createTie, {
    params: { personId: id('buyer') },
    body: { id: newId(), toId: id('vice'), kind: 'conflict', strength: 2 },
  })
  await rep.ok(assertRivalTie, {
    params: { repId: id('repId') },
    body: {
      id: id('rivalTieId'),
      personId: id('buyer'),
      kind: 'close',
      strength: 4,
      evidence: mark('personal', '老乡，逢年过节走动'),
    },
  })
  await seat('buyer', [
    { attribute: 'buying_roles', value: ['purchaser', 'gatekeeper'] },
    { attribute: 'stance', value: -3 },
    { attribute: 'influence', value: 7 },
    { attribute: 'political_status', value: 'power_structure' },
  ])
  await endOf(-15)

  // The first visit, walked from B to H.
  const objectiveId = id('objectiveId')
  await rep.ok(createVisit, {
    body: {
      id: id('visitId'),
      accountId: id('accountId'),
      projectId: id('projectId'),
      kind: 'on_site',
      plannedAt: at(-6, '10:00'),
      plannedMinutes: 90,
      place: mark('account', '昆明 二厂会议室'),
      personIds: [id('personId'), id('plant')],
      objectives: [
        {
          id: objectiveId,
          kind: 'solution',
          text: '弄清换型慢到底亏多少，约样板参观',
          best: '当场定下参观日期和人员',
          acceptable: '同意安排参观，本周回日期',
          minimum: '给我们一份停机记录',
        },
      ],
    },
  })
  const visit = { visitId: id('visitId') }
  await rep.ok(addPreparation, {
    params: visit,
    body: { id: id('itemId'), text: '带换型视频和 SGS 报告原件' },
  })
  await rep.ok(addUnknown, {
    params: visit,
    body: {
      id: id('unknownId'),
      text: mark('private', '怕张工当面问价，我还没拿到底价'),
      question: '预算是按整线还是只算灌装机？',
      fallback: '先谈停机损失，价格回去书面报',
    },
  })
  await rep.ok(putProof, { params: { ...visit, proofId: id('proofId') }, body: { shown: true } })
  await rep.ok(addTopic, {
    params: visit,
    body: {
      id: id('topicId'),
      text: mark('personal', '西山步道刚修好，问问他爬了没有'),
      personId: id('personId'),
      source: 'hobby',
    },
  })
  await rep.ok(saveOpening, {
    params: visit,
    body: { version: 0, openingLine: '张工，上次您说换型像“搬家”，今天我带了一段视频给您看。' } as never,
  })
  await rep.ok(takeStep, { params: visit, body: { id: newId(), step: 'prepared', at: at(-7, '20:00') } })
  await rep.ok(takeStep, { params: visit, body: { id: newId(), step: 'under_way', at: at(-6, '10:05') } })

  // C: what matters to them. D: what lies beneath what they said.
  const rating = (aspect: string, importance: number, served: number, of: string | null, evidence: string) =>
    rep.ok(setRating, {
      params: { accountId: id('accountId') },
      body: {
        id: newId(),
        personId: of ? id(of) : null,
        aspect,
        importance,
        served,
        evidence,
        visitId: id('visitId'),
      } as never,
    })
  await rating('quality', 5, 4, null, '灌装精度写进了技术要求')
  await rating('delivery', 4, 3, null, '春节停产只有 12 天')
  await rating('recognition', 5, 2, 'personId', mark('personal', '集团年会还没提过他的名字'))
  const need = (
    name: string,
    over: Partial<CallOf<typeof createNeed>['body']> &
      Pick<CallOf<typeof createNeed>['body'], 'layer' | 'subject' | 'statement'>,
  ) =>
    rep.ok(createNeed, {
      body: {
        id: id(name),
        accountId: id('accountId'),
        projectId: id('projectId'),
        visitId: id('visitId'),
        personId: id('personId'),
        status: 'stated',
        ...over,
      },
    })
  await need('needId', {
    layer: 'explicit',
    subject: 'product',
    statement: '要一条速度更快的灌装线',
    quote: '每小时两万四，能到吗？',
    status: 'confirmed',
  })
  await need('needPrice', {
    layer: 'explicit',
    subject: 'price',
    statement: '总价别超过九百万',
    quote: '集团批的就这个数。',
    personId: id('plant'),
  })
  await need('needProblem', {
    layer: 'implicit',
    subject: 'problem',
    statement: '换型太慢，小批次新品排不进生产',
    quote: '换一次型四十多分钟，一天换三次，半个班就没了。',
    consequence: '每月少产约 60 万瓶',
    amount: 1_800_000,
    unit: '元/月',
    status: 'quantified',
    parentId: id('needId'),
  })
  await need('needCost', {
    layer: 'implicit',
    subject: 'cost',
    statement: '旧线配件等货，停机没人担得起',
    quote: '上回等配件停了三天，集团来人问责。',
    parentId: id('needPrice'),
    status: 'stated',
  })
  await need('needDeep', {
    layer: 'deep',
    subject: 'meaning',
    whose: 'person',
    statement: mark('personal', '想在退休前把二厂做成标杆'),
    quote: mark('personal', '干了三十年，总得留点东西。'),
    parentId: id('needProblem'),
  })
  await rep.ok(createQuestion, {
    body: {
      id: id('questionId'),
      accountId: id('accountId'),
      visitId: id('visitId'),
      projectId: id('projectId'),
      personId: id('personId'),
      kind: 'implication',
      text: '新品上市晚一周，销售那边会怎么样？',
    },
  })

  // E: a match, in the customer's own words.
  await rep.ok(setMatch, {
    params: { needId: id('needProblem') },
    body: {
      id: id('matchId'),
      supersedes: null,
      productId: id('productId'),
      fit: 'met',
      source: { kind: 'visit', id: id('visitId'), note: '' },
      confidence: 'stated',
    },
  })
  await rep.ok(setMatch, {
    params: { needId: id('needPrice') },
    body: {
      id: newId(),
      supersedes: null,
      productId: id('productId'),
      fit: 'partly',
      gap: '含备件包后超 40 万',
      remedy: '备件包分两年付',
      dueOn: day(8),
    },
  })
  await rep.ok(createUse, {
    params: { needId: id('needProblem') },
    body: {
      id: id('useId'),
      cardId: id('cardId'),
      visitId: id('visitId'),
      benefit: '一天换三次型，能抢回一个半小时，新品当天排得进去',
    },
  })

  // F: an objection, handled.
  await rep.ok(addObjection, {
    params: { accountId: id('accountId') },
    body: {
      id: id('objectionId'),
      visitId: id('visitId'),
      projectId: id('projectId'),
      personId: id('personId'),
      quote: mark('account', '你们牌子没柯莱恩老，领导不放心'),
      category: 'trust',
      nature: 'real',
      isolated: 'yes',
    },
  })
  await rep.ok(addHandling, {
    params: { objectionId: id('objectionId') },
    body: {
      id: id('handlingId'),
      parts: {
        method: 'empathy',
        understand: '领导这么想很正常，这么大的投入，换谁都得掂量。',
        felt: '青禾乳业当初也是这么担心的。',
        found: '投产一年后他们自己带同行来参观，换型从 45 分钟降到 12 分钟。',
      },
      outcome: 'worked',
      reaction: '张工说那得去看看。',
    },
  })
  await rep.ok(keepLine, {
    body: {
      id: id('lineId'),
      category: 'trust',
      method: 'empathy',
      roles: ['technical_evaluator'],
      line: mark('library', '青禾乳业当初也这么担心，现在他们带同行来参观。'),
      fromHandlingId: id('handlingId'),
    },
  })

  // G: the close and what both promised.
  await rep.ok(addAttempt, {
    params: visit,
    body: {
      id: id('attemptId'),
      method: 'alternative',
      said: '参观安排在下周三，还是下周五方便？',
      reaction: 'agreed',
      reactionNote: '选了周五，刘总一起去',
    },
  })
  await rep.ok(addCommitment, {
    params: { accountId: id('accountId') },
    body: {
      id: id('commitmentId'),
      visitId: id('visitId'),
      projectId: id('projectId'),
      side: 'customer',
      what: mark('account', '下周五和刘总一起去青禾看样板线'),
      personId: id('personId'),
      dueOn: day(4),
    },
  })
  await rep.ok(addCommitment, {
    params: { accountId: id('accountId') },
    body: {
      id: id('ourCommitmentId'),
      visitId: id('visitId'),
      projectId: id('projectId'),
      side: 'ours',
      what: '周一前发出停机损失测算表',
      dueOn: day(-1),
    },
  })
  await rep.ok(judgeVisit, {
    params: visit,
    body: {
      id: id('outcomeId'),
      outcome: 'advance',
      projectId: id('projectId'),
      note: '样板参观定了日子和人',
    },
  })

  // H: the record, the next visit, and what the service desk will do.
  await rep.ok(takeStep, { params: visit, body: { id: newId(), step: 'finished', at: at(-6, '11:40') } })
  await rep.ok(recordVisit, {
    params: visit,
    body: {
      id: newId(),
      at: at(-6, '12:10'),
      minutes: 95,
      changed: mark('account', '张工愿意做内线；采购赵总监和柯莱恩的人走得近，要当心。'),
      wentWell: '先算停机损失，没有一上来谈价。',
      wentLessWell: '没问清财务总监是谁。',
      nextTime: '请张工引见刘总，顺便问财务。',
      results: [{ objectiveId, result: 'met', note: '周五参观，刘总同去' }],
      met: [
        { personId: id('personId'), met: true, depth: 'in_depth' },
        { personId: id('plant'), met: true, depth: 'brief' },
      ],
      next: {
        id: id('nextVisitId'),
        projectId: id('projectId'),
        kind: 'on_site',
        plannedAt: at(3, '14:00'),
        plannedMinutes: 60,
        place: '昆明 集团总部',
        personIds: [id('vice'), id('personId')],
        objectives: [
          {
            id: newId(),
            kind: 'progress',
            text: '见刘总，摸清财务总监是谁、怎么看',
            best: '刘总同意参加招标技术评审',
            acceptable: '刘总答应约陈总',
            minimum: '知道财务总监的名字和态度',
          },
        ],
      },
    },
  })
  await claim('personId', { attribute: 'stance', value: 4 }, 'inferred', {
    source: { kind: 'visit', id: id('visitId'), note: '' },
  })
  await endOf(-6)
  await rep.ok(addServiceItem, {
    params: { accountId: id('accountId') },
    body: {
      id: id('serviceItemId'),
      what: mark('account', '旧线每季度免费点检一次'),
      frequency: 'quarterly',
      startsOn: day(14),
      visitId: id('visitId'),
    },
  })
  await rep.ok(addReferral, {
    params: { accountId: id('accountId') },
    body: {
      id: id('referralId'),
      personId: id('personId'),
      visitId: id('visitId'),
      toName: '滇东牧业设备部',
      state: 'promised',
      note: '张工答应介绍他的老同学',
    },
  })

  // Since then: what the colleague heard, and what is found out before the next visit.
  await claim('vice', { attribute: 'stance', value: 2 }, 'inferred', { by: colleague })
  // The last post is drawn on the map: a step that can be taken back.
  await edited(
    colleague,
    [
      {
        do: 'add-post',
        post: {
          id: id('postBuyer'),
          title: '设备采购经理',
          unitId: id('unitBuy'),
          reportsToId: id('postBuy'),
          vacant: true,
        },
      },
    ],
    id('editId'),
  )
  await endOf(-3)
  await claim('otherPersonId', { attribute: 'political_status', value: 'inner_circle' })
  await rep.ok(createTie, {
    params: { personId: id('friendId') },
    body: {
      id: id('doorId'),
      toId: id('otherPersonId'),
      kind: 'friend',
      strength: 4,
      evidence: mark('personal', '行业协会一起共事多年，常约打球'),
    },
  })
  await endOf(-1)
  return ids
}

/** How somebody stands in a purchase, and to us: the words wherever a role, a stance or a level is named. */
export const zh = {
  stances: {
    hostile: '敌对',
    against: '反对',
    leaning_against: '偏反对',
    neutral: '中立',
    leaning_for: '偏支持',
    for: '支持',
    champion: '拥护',
    unknown: '立场不明',
  },
  roles: {
    decider: '决策者',
    approver: '批准者',
    purchaser: '采购者',
    user: '使用者',
    influencer: '影响者',
    technical_evaluator: '技术把关者',
    gatekeeper: '守门人',
    initiator: '发起者',
    coach: '内线/教练',
    champion: '拥护者',
    finance: '财务',
    legal: '法务',
  },
  levels: {
    vendor: '供应商',
    credible_source: '可信来源',
    problem_solver: '问题解决者',
    trusted_advisor: '可信顾问',
  },
}

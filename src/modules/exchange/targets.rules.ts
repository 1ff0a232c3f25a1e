import type { Choices } from './values.rules.ts'

/** What a column of a file can become. Data only: the mapping, the interpreter and the screen all read it. */
export type FieldKind = 'text' | 'number' | 'date' | 'period' | 'money' | 'enum' | 'reference'
export type Target = 'accounts' | 'people' | 'products' | 'members' | 'projects' | 'organogram'

export type TargetField = {
  key: string
  kind: FieldKind
  required: boolean
  /** Header names in both languages, as people write them. */
  synonyms: readonly string[]
  /** For a reference: whose names its values are. */
  refers?: 'accounts' | 'members' | 'products' | 'teams'
  /**
   * For an enumeration: its choices. `open`: other values are kept as they are; `kept` of the choices are words people
   * write that we only know for their spelling: they stay as written, too.
   */
  choices?: Choices
  open?: boolean
  kept?: readonly string[]
}

export const industries: Choices = {
  technology: ['科技', '信息技术', 'it', 'tech'],
  software: ['软件', '软件和信息技术服务业'],
  internet: ['互联网', '电子商务', 'e-commerce'],
  telecom: ['通信', '电信', 'telecommunications'],
  medical: ['医疗', '医药', '医疗健康', 'healthcare', 'health', 'pharma', 'pharmaceutical'],
  retail: ['零售', '批发零售', '商贸', 'wholesale'],
  finance: ['金融', '银行', '保险', '证券', 'banking', 'insurance', 'financial services'],
  marketing: ['营销', '广告', 'advertising', 'media'],
  entertainment: ['文娱', '文化娱乐', '传媒'],
  employment: ['人力资源', '人力资源服务', 'staffing', 'human resources', 'recruitment'],
  services: ['服务', '服务业', '商务服务', 'professional services', 'consulting'],
  manufacturing: ['制造', '制造业', '机械', '装备制造', 'machinery', 'industrial'],
  automotive: ['汽车', '汽车制造', 'automobile', 'cars'],
  electronics: ['电子', '半导体', 'semiconductors', 'semiconductor'],
  chemicals: ['化工', '化学', 'chemical'],
  metals: ['冶金', '钢铁', '有色金属', '矿业', 'steel', 'mining'],
  energy: ['能源', '电力', '石油', 'oil and gas', 'utilities'],
  construction: ['建筑', '建筑业', '工程'],
  real_estate: ['房地产', '地产', 'real estate', 'property'],
  food: ['食品', '食品饮料', '餐饮', 'food and beverage', 'beverages'],
  transport: ['交通', '物流', '运输', '交通运输', 'logistics', 'transportation'],
  education: ['教育', '学校', '科研', 'research'],
  government: ['政府', '机关', '事业单位', '公共管理', 'public sector'],
  agriculture: ['农业', '农林牧渔', 'farming'],
}

export const projectStages: Choices = {
  prospecting: ['线索', '意向', '潜在', '初步接触', 'prospect', 'lead', 'qualification', 'new'],
  engaging: ['跟进中', '洽谈', '商务洽谈', '沟通中', '进行中', 'engaged', 'in progress', 'open'],
  proposing: ['方案', '报价', '投标', '提案', 'proposal', 'quotation', 'quoted', 'value proposition'],
  negotiating: ['谈判', '商务谈判', '合同谈判', 'negotiation', 'negotiation/review', 'contracting'],
  won: ['赢单', '成交', '已签单', '签单', '中标', 'closed won', 'win'],
  lost: ['输单', '丢单', '失单', '未中标', '流标', 'closed lost', 'lose'],
  suspended: ['暂停', '搁置', '中止', '冻结', 'on hold', 'suspended', 'paused'],
}

const ownership: Choices = {
  state: ['国企', '国有企业', '央企', 'state-owned', 'soe'],
  private: ['民企', '民营', '民营企业', '私企', 'privately held'],
  foreign: ['外资', '外企', '外商独资', 'foreign-owned'],
  joint_venture: ['合资', '中外合资', 'joint', 'joint venture'],
  public_body: ['public', '政府', '事业单位', '政府事业', '机关', 'government'],
  other: ['其他'],
}
const tiers: Choices = {
  strategic: ['战略', '战略客户', 'a'],
  key: ['重点', '重点客户', 'b'],
  general: ['一般', '一般客户', '普通', 'c', 'regular'],
  potential: ['潜在', '潜在客户', 'd'],
}
const lifecycles: Choices = {
  target: ['目标'],
  engaged: ['接触', '接触中', 'contact', 'contacted', 'prospect'],
  cooperating: ['合作', '合作中', '成交客户', 'active', 'customer'],
  expanding: ['扩展', '增购', 'growing'],
  at_risk: ['流失风险', 'at risk'],
  lost: ['流失', '已流失', 'churned'],
}
const roles: Choices = {
  rep: ['销售', '销售代表', '客户经理', 'sales', 'sales rep', 'agent'],
  supervisor: ['主管', '销售主管', '销售经理', 'manager'],
  service: ['服务', '客服', '售后', 'support'],
  administrator: ['管理员', 'admin'],
  auditor: ['审计', 'audit'],
}

const f = (key: string, kind: FieldKind, synonyms: string, more: Partial<TargetField> = {}): TargetField => ({
  key,
  kind,
  required: false,
  synonyms: synonyms.split('|'),
  ...more,
})
const required = { required: true }

export const targetFields: Readonly<Record<Target, readonly TargetField[]>> = {
  accounts: [
    f(
      'name',
      'text',
      '客户名称|客户|公司|公司名称|企业名称|单位名称|单位|account|account name|company|company name|customer|customer name|client|organisation name|organization name|name|名称',
      required,
    ),
    f('shortName', 'text', '简称|客户简称|公司简称|short name|alias'),
    f(
      'creditCode',
      'text',
      '统一社会信用代码|信用代码|税号|纳税人识别号|credit code|tax id|registration number',
    ),
    f(
      'parent',
      'reference',
      '上级公司|母公司|上级客户|所属集团|集团|上级单位|subsidiary_of|subsidiary of|parent|parent account|parent company|holding',
      { refers: 'accounts' },
    ),
    f('industry', 'enum', '行业|所属行业|行业分类|sector|industry|vertical', {
      choices: industries,
      open: true,
      kept: ['technology', 'marketing', 'entertainment', 'employment'],
    }),
    f('ownership', 'enum', '企业性质|单位性质|公司性质|所有制|ownership|ownership type', {
      choices: ownership,
    }),
    f('tier', 'enum', '客户级别|客户等级|等级|级别|tier|account tier|rating', { choices: tiers }),
    f('lifecycle', 'enum', '客户状态|客户阶段|生命周期|lifecycle|account status', { choices: lifecycles }),
    f(
      'employees',
      'number',
      '员工数|员工人数|人数|人员规模|规模|employees|employee count|number of employees|headcount|staff',
    ),
    f('revenue', 'money', '营收|营业收入|年营业额|年收入|年产值|revenue|annual revenue|turnover'),
    f(
      'yearEstablished',
      'number',
      '成立年份|成立时间|创立年份|year_established|year established|founded|year founded',
    ),
    f(
      'region',
      'text',
      '地区|区域|省市|省份|城市|所在地|office_location|office location|location|region|country|city|province',
    ),
    f('address', 'text', '地址|详细地址|注册地址|address|street'),
    f('website', 'text', '网址|官网|网站|website|url|homepage'),
    f('phone', 'text', '公司电话|总机|company phone|switchboard|phone|电话'),
    f(
      'owner',
      'reference',
      '负责人|客户负责人|客户经理|所属销售|跟进人|owner|account owner|account manager',
      { refers: 'members' },
    ),
    f(
      'externalId',
      'text',
      '客户编号|客户编码|编号|account id|account_id|customer id|customer number|external id|id',
    ),
    f('note', 'text', '备注|说明|note|notes|remark|remarks|description|comment'),
  ],
  people: [
    f(
      'name',
      'text',
      '姓名|联系人|联系人姓名|关键人|名字|contact|contact name|full name|person|name',
      required,
    ),
    f('nameEn', 'text', '英文名|english name'),
    f(
      'account',
      'reference',
      '客户名称|客户|公司|公司名称|单位|任职单位|account|account name|company|company name|organization|organisation|employer',
      { refers: 'accounts' },
    ),
    f('department', 'text', '部门|所属部门|科室|department|division'),
    f('post', 'text', '职务|职位|岗位|头衔|job title|title|position|post|role'),
    f('formOfAddress', 'text', '称呼|尊称|form of address|salutation'),
    f('mobile', 'text', '手机|手机号|手机号码|移动电话|mobile|mobile phone|cell|cell phone'),
    f('phone', 'text', '电话|座机|办公电话|联系电话|phone|telephone|work phone|landline'),
    f('email', 'text', '邮箱|电子邮箱|电子邮件|email|e-mail|e-mail address|email address|mail'),
    f('wechat', 'text', '微信|微信号|wechat|weixin'),
    f('birthday', 'date', '生日|出生日期|birthday|date of birth|dob'),
    f('hometown', 'text', '家乡|籍贯|hometown'),
    f('school', 'text', '毕业学校|毕业院校|学校|school|university|alma mater'),
    f('hobbies', 'text', '爱好|兴趣|兴趣爱好|hobbies|interests'),
    f('owner', 'reference', '负责人|跟进人|owner|contact owner', { refers: 'members' }),
    f('note', 'text', '备注|说明|note|notes|remark|comment'),
  ],
  products: [
    f('name', 'text', '产品名称|产品|商品名称|品名|product|product name|item|name|名称', required),
    f('series', 'text', '系列|产品系列|产品线|类别|series|product line|product family|family|category'),
    f('price', 'money', '单价|价格|售价|标准价|报价|sales_price|sales price|price|unit price|list price'),
    f('code', 'text', '产品编号|产品编码|型号|货号|sku|product code|product id|model|part number'),
    f('unit', 'text', '单位|计量单位|unit|uom'),
    f('description', 'text', '描述|产品描述|说明|备注|description|note'),
  ],
  members: [
    f(
      'name',
      'text',
      '姓名|销售|销售人员|销售代表|员工姓名|sales_agent|sales agent|sales rep|agent|rep|employee|member|name',
      required,
    ),
    f(
      'supervisor',
      'reference',
      '主管|销售主管|上级|直属上级|经理|manager|supervisor|sales manager|reports to',
      { refers: 'members' },
    ),
    f(
      'team',
      'reference',
      '团队|部门|大区|区域|办事处|分公司|销售团队|regional_office|regional office|team|region|office|sales team|territory',
      { refers: 'teams' },
    ),
    f('email', 'text', '邮箱|电子邮箱|email|e-mail'),
    f('phone', 'text', '手机|电话|mobile|phone'),
    f('role', 'enum', '角色|岗位|role', { choices: roles }),
  ],
  projects: [
    f(
      'name',
      'text',
      '项目名称|项目|商机名称|商机|project|project name|opportunity|opportunity name|deal|deal name',
      required,
    ),
    f('externalId', 'text', '项目编号|商机编号|opportunity_id|opportunity id|deal id|project id|external id'),
    f('account', 'reference', '客户名称|客户|公司|甲方|account|account name|company|customer|client', {
      refers: 'accounts',
    }),
    f(
      'owner',
      'reference',
      '负责人|销售|销售代表|销售人员|跟进人|sales_agent|sales agent|owner|deal owner|opportunity owner|sales rep',
      { refers: 'members' },
    ),
    f('product', 'reference', '产品|产品名称|product|product name', { refers: 'products' }),
    f(
      'stage',
      'enum',
      '阶段|项目阶段|商机阶段|销售阶段|状态|deal_stage|deal stage|stage|sales stage|opportunity stage|status',
      { choices: projectStages, required: true },
    ),
    f(
      'openedOn',
      'date',
      '立项日期|开始日期|创建日期|接洽日期|engage_date|engage date|created|created date|open date|start date',
    ),
    f(
      'closedOn',
      'date',
      '成交日期|签单日期|签约日期|结束日期|预计成交日期|close_date|close date|closed date|expected close date',
    ),
    f('openedPeriod', 'period', '立项季度|接洽季度|engage_quarter|engage quarter|open quarter'),
    f('closedPeriod', 'period', '成交季度|签单季度|close_quarter|close quarter'),
    f(
      'amount',
      'money',
      '金额|合同额|合同金额|成交金额|预计金额|close_value|close value|amount|deal value|value|contract value|deal amount',
    ),
    f('budget', 'money', '预算|项目预算|采购预算|budget'),
    f('problem', 'text', '要解决的问题|需求|项目背景|problem|need|requirement'),
    f('lossReason', 'text', '输单原因|丢单原因|赢单原因|loss reason|win/loss reason|reason'),
    f('note', 'text', '备注|说明|note|notes|description'),
  ],
  organogram: [
    f(
      'postId',
      'text',
      '岗位编号|岗位编码|职位编号|post unique reference|post id|position id|post reference',
      required,
    ),
    f('title', 'text', '岗位|岗位名称|职位|职务|职位名称|job title|title|position|post title', required),
    f('grade', 'text', '职级|级别|grade|level|band'),
    f('parentDepartment', 'text', '上级部门|主管部门|上级单位|parent department|ministry'),
    f('organisation', 'text', '单位|机构|公司|组织|organisation|organization|company'),
    f('unit', 'text', '部门|科室|处室|unit|department|division|business unit'),
    f(
      'reportsTo',
      'text',
      '汇报对象|上级岗位|直接上级|汇报给|上级岗位编号|reports to senior post|reports to|manager post|line manager',
      required,
    ),
    f('fte', 'text', '编制|全职当量|fte'),
    f(
      'profession',
      'text',
      '职业类别|专业|专业序列|professional/occupational group|profession|occupational group',
    ),
  ],
}

export const targets = Object.keys(targetFields) as Target[]
/** The order in which files must be imported so that every reference finds its record. */
export const importOrder: readonly Target[] = [
  'members',
  'products',
  'accounts',
  'organogram',
  'people',
  'projects',
]

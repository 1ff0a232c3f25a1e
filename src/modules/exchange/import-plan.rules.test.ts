import { describe, expect, test } from 'vitest'
import { parentsFirst, planMembers, projectName } from './crm-sales.rules.ts'
import { FileProfiler } from './file-profile.rules.ts'
import { planImport } from './import-plan.rules.ts'
import { interpretRow, provenBy, readingOf } from './interpret.rules.ts'
import { proposeMapping, proposeTargets } from './mapping.rules.ts'

function profile(name: string, header: string[], rows: string[][]) {
  const profiler = new FileProfiler(name, header)
  rows.forEach((cells, i) => {
    profiler.add(i + 2, cells)
  })
  return profiler.finish()
}
const columns = (header: string[], samples: string[][] = []) =>
  header.map((column, i) => ({ column, samples: samples.map((r) => r[i] ?? '') }))
const fields = (header: string[], target: Parameters<typeof proposeMapping>[1], samples: string[][] = []) =>
  proposeMapping(columns(header, samples), target).map((m) => m.field)

describe('what a file is about', () => {
  test.each([
    ['accounts', ['客户名称', '上级公司', '行业', '员工人数', '所在地']],
    ['people', ['姓名', '公司', '职务', '手机', '微信']],
    ['products', ['产品名称', '产品系列', '单价']],
    ['members', ['销售人员', '主管', '大区']],
    ['projects', ['商机名称', '客户', '阶段', '合同金额', '预计成交日期']],
    ['organogram', ['岗位编号', '岗位名称', '部门', '汇报对象']],
    ['accounts', ['Company', 'Industry', 'Parent company', 'Headcount']],
    ['people', ['Full name', 'Company', 'Job title', 'Mobile', 'E-mail']],
  ])('%s', (target, header) => {
    expect(proposeTargets(columns(header))[0]?.target).toBe(target)
  })

  test('a file that says nothing is asked about, and takes the answer', () => {
    const file = profile('x.csv', ['foo', 'bar'], [['1', '2']])
    expect(planImport([file]).files[0]).toMatchObject({
      target: undefined,
      questions: [{ kind: 'target', problem: { code: 'targetUnknown' } }],
    })
    const settled = planImport(
      [file],
      {},
      { targets: { 'x.csv': 'accounts' }, fields: { 'x.csv': { 0: 'name' } } },
    ).files[0]
    expect(settled?.mapping.map((m) => m.field)).toEqual(['name', undefined])
    expect(settled?.problems.map((p) => [p.code, p.column])).toEqual([['columnUnmapped', 'bar']])
  })
})

describe('which column is which field', () => {
  test('values speak when the header does not, and against a header that misleads', () => {
    expect(
      fields(['姓名', 'x'], 'people', [
        ['王', 'wang@example.cn'],
        ['李', 'li@example.cn'],
      ]),
    ).toEqual(['name', 'email'])
    expect(proposeMapping(columns(['立项日期'], [['张三'], ['李四']]), 'projects')[0]).toMatchObject({
      ambiguous: true,
      why: ['header', 'valuesAgainst'],
    })
    expect(proposeMapping(columns(['立项日期'], [['2017-03-01']]), 'projects')[0]).toMatchObject({
      ambiguous: false,
      why: ['header', 'values'],
    })
  })

  test('two columns for one field are asked about, not settled by their order', () => {
    const mapping = proposeMapping(columns(['客户', '客户']), 'accounts')
    expect(mapping[0]).toMatchObject({ field: 'name', ambiguous: true })
    const plan = planImport(
      [profile('a.csv', ['客户', '客户', '行业'], [['甲', '乙', '零售']])],
      {},
      { targets: { 'a.csv': 'accounts' } },
    )
    expect(plan.files[0]?.questions.some((q) => q.kind === 'column')).toBe(true)
  })

  test('a slip in a header is near, a word inside another is nothing', () => {
    expect(fields(['Indutsry', 'community'], 'accounts')).toEqual([undefined, undefined])
    expect(fields(['Industri'], 'accounts')).toEqual(['industry'])
  })
})

describe('reading rows by a plan', () => {
  const header = ['商机名称', '客户', '阶段', '合同金额（万元）', '签约日期']
  const file = profile('p.csv', header, [
    ['甲项目', '华东电力', '赢单', '1.5', '2017年3月1日'],
    ['乙项目', '', '未知', 'x', '2017-02-30'],
  ])
  const planned = planImport([file]).files[0]
  if (!planned) throw new Error('no plan')
  const reading = readingOf(planned, header, {}, provenBy(file))

  test('amounts come in full, dates as days, choices as keys', () => {
    expect(interpretRow(reading, 2, ['甲项目', '华东电力', '赢单', '1.5', '2017年3月1日'])).toEqual({
      values: {
        name: '甲项目',
        account: '华东电力',
        stage: 'won',
        amount: { amount: 15000, currency: 'CNY' },
        closedOn: '2017-03-01',
      },
      problems: [],
    })
  })

  test('what cannot be read is reported with its original and costs the row only where it is required', () => {
    const { values, problems } = interpretRow(reading, 3, ['乙项目', '', '未知', 'x', '2017-02-30'])
    expect(values).toEqual({ name: '乙项目' })
    expect(problems.map((p) => [p.code, p.severity, p.value])).toEqual([
      ['enumUnknown', 'error', '未知'],
      ['notANumber', 'warning', 'x'],
      ['dateImpossible', 'warning', '2017-02-30'],
      ['projectWithoutAccount', 'warning', undefined],
    ])
  })

  test('a proposal changes values only once it is accepted, and "keep" keeps them', () => {
    const deals = profile('d.csv', ['商机名称', '产品', '阶段'], [['a', 'GTXPro', '赢单']])
    const products = profile('q.csv', ['产品名称', '单价'], [['GTX Pro', '5']])
    const plan = planImport([deals, products]).files[0]
    if (!plan) throw new Error('no plan')
    const [asked] = plan.questions.filter((q) => q.kind === 'reference')
    const product = (answers: Record<string, string>) =>
      interpretRow(readingOf(plan, deals.header, answers, provenBy(deals)), 2, ['a', 'GTXPro', '赢单']).values
        .product
    expect(product({})).toBe('GTXPro')
    expect(product({ [asked?.id ?? '']: 'keep' })).toBe('GTXPro')
    expect(product({ [asked?.id ?? '']: '=GTX Pro' })).toBe('GTX Pro')
    expect(product({ [asked?.id ?? '']: '=Something else' })).toBe('GTXPro')
  })
})

describe('parents, teams and names', () => {
  test('a circle of parents is broken at the account that stands first, and nobody is lost', () => {
    const rows = [
      { row: 2, name: 'tail', parent: 'b' },
      { row: 3, name: 'a', parent: 'b' },
      { row: 4, name: 'b', parent: 'c' },
      { row: 5, name: 'c', parent: 'a' },
      { row: 6, name: 'own', parent: 'own' },
    ]
    const { ordered, withoutParent, problems } = parentsFirst(rows)
    expect(ordered.map((a) => a.name)).toEqual(['a', 'c', 'b', 'tail', 'own'])
    expect([...withoutParent]).toEqual([3, 6])
    expect(problems.map((p) => [p.code, p.row])).toEqual([
      ['accountLoop', 3],
      ['accountOwnParent', 6],
    ])
  })

  test('an office with two managers is two teams; a manager who is no rep is added and said', () => {
    const { members, teams, problems } = planMembers([
      { row: 2, name: 'Ann', supervisor: 'Max', team: 'East' },
      { row: 3, name: 'Bob', supervisor: 'Ann', team: 'East' },
      { row: 4, name: 'Ann', supervisor: 'Max', team: 'East' },
    ])
    expect(teams.map((t) => [t.name, t.parent, t.supervisor])).toEqual([
      ['East', undefined, undefined],
      ['East · Max', 'East', 'Max'],
      ['East · Ann', 'East', 'Ann'],
    ])
    expect(members.map((m) => [m.name, m.supervises, m.team])).toEqual([
      ['Ann', true, 'East/max'],
      ['Bob', false, 'East/ann'],
      ['Max', true, 'East/max'],
    ])
    expect(problems.map((p) => [p.code, p.row])).toEqual([
      ['duplicateName', 4],
      ['memberAdded', 2],
    ])
  })

  test('a project without a name is called by what is sold to whom, else by its number', () => {
    expect(projectName({ account: '华东电力', product: 'GTX Pro', externalId: '1C' })).toBe(
      '华东电力 · GTX Pro',
    )
    expect(projectName({ product: 'GTX Pro', externalId: '1C' })).toBe('GTX Pro · 1C')
  })
})

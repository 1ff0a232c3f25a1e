import type pg from 'pg'
import { createAccounts } from '#modules/accounts/server/index.ts'
import { addMember, createOrganisation, hashPassword } from '#modules/members/server/index.ts'
import { createPeople } from '#modules/people/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { loadChart, loadPast } from './chain-world.ts'
import { loadTies } from './introductions.ts'

export const PASSWORD = 'bench-bench-bench-1'

/** How much is loaded; `--quick` is for trying the benchmark out, not for figures. */
export interface Size {
  accounts: number
  people: number
  visits: number
  /** With an account of 1,000 posts, and one whose chart and chain have a past. */
  charts: boolean
  smallOrganisations: number
}
export const FULL: Size = {
  accounts: 10_000,
  people: 100_000,
  visits: 300_000,
  charts: true,
  smallOrganisations: 99,
}
export const QUICK: Size = {
  accounts: 500,
  people: 5_000,
  visits: 10_000,
  charts: true,
  smallOrganisations: 3,
}
const SMALL: Size = { accounts: 100, people: 1_000, visits: 3_000, charts: false, smallOrganisations: 0 }

/** One organisation as the benchmark asks for it. */
export interface BenchOrganisation {
  orgId: string
  /** Signs in as the supervisor of all its reps. */
  email: string
  memberId: string
  accountIds: string[]
  accountNames: string[]
  /** The one with 50 people and more. */
  crowdedId: string
  /** The one with 300 posts. */
  chartedId: string
  /** People one may want to be introduced to, those many know among them. */
  targetIds: string[]
  /** The one with 1,000 posts; empty in a small organisation. */
  largeChartedId: string
  /** The one whose chart of 300 posts and chain of 40 people have a past; empty in a small organisation. */
  chainedId: string
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰志远建国文博雅欣子轩梓涵浩然思源']
const PLACES = [
  '华北',
  '华东',
  '华南',
  '西部',
  '江南',
  '长江',
  '黄河',
  '东海',
  '燕山',
  '岭南',
  '中原',
  '滨海',
]
const TRADES = [
  '电力',
  '重工',
  '石化',
  '轨道',
  '钢铁',
  '医药',
  '纺织',
  '水务',
  '航运',
  '矿业',
  '能源',
  '装备',
  'Energy',
  'Steel',
]

/** A small generator of repeatable numbers, so that two runs load the same names. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const portions = <T>(rows: T[], size: number) =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))

/** Loads one organisation: a supervisor above ten reps, accounts, people, a chart of 300 posts, visits. */
export async function loadOrganisation(
  pool: pg.Pool,
  size: Size,
  seed: number,
  passwordHash: string,
): Promise<BenchOrganisation> {
  const orgId = newId()
  const supervisorId = newId()
  const email = `supervisor-${seed}@bench.example`
  const pick = random(seed + 1)
  const of = <T>(list: readonly T[]) => list[pick(list.length)] as T
  const open = <T>(work: (tx: Tx) => Promise<T>) =>
    inTransaction(pool, { orgId, memberId: supervisorId }, work)

  const reps: string[] = []
  await open(async (tx) => {
    await createOrganisation(tx, {
      name: `基准公司 ${seed}`,
      administrator: {
        id: newId(),
        name: '管理员',
        email: `admin-${seed}@bench.example`,
        passwordHash,
        locale: 'zh-CN',
      },
    })
    const teamId = newId()
    await tx.query('insert into team (org_id, id, name) values ($1, $2, $3)', [orgId, teamId, '全国'])
    await addMember(tx, { id: supervisorId, name: '主管', email, role: 'supervisor', password: PASSWORD })
    await tx.query('update team set supervisor_id = $3 where org_id = $1 and id = $2', [
      orgId,
      teamId,
      supervisorId,
    ])
    for (let i = 0; i < 10; i++) {
      const { memberId } = await addMember(tx, { name: `销售${i}`, email: null, role: 'rep', teamId })
      reps.push(memberId)
    }
  })

  const accounts = Array.from({ length: size.accounts }, (_, i) => ({
    id: newId(),
    name: `${of(PLACES)}${of(TRADES)}${i}有限公司`,
    ownerId: of(reps),
  }))
  for (const some of portions(accounts, 2000)) await open((tx) => createAccounts(tx, some))
  const charted = accounts[0] as (typeof accounts)[number]
  const crowded = accounts[1] as (typeof accounts)[number]

  const charts = [{ account: charted, posts: await loadChart(open, charted.id, 300) }]
  const large = size.charts ? (accounts[2] as (typeof accounts)[number]) : null
  const chained = size.charts ? (accounts[3] as (typeof accounts)[number]) : null
  if (large) charts.push({ account: large, posts: await loadChart(open, large.id, 1000) })
  if (chained)
    charts.push({ account: chained, posts: await loadChart(open, chained.id, 300, '2026-01-05 08:00+08') })
  const places = [
    ...charts.flatMap(({ account, posts }) => posts.map((postId) => ({ account, postId }))),
    ...Array.from({ length: 80 }, () => ({ account: crowded, postId: null })),
  ]

  const people = Array.from({ length: size.people }, (_, i) => {
    const { account, postId } = places[i] ?? { account: of(accounts), postId: null }
    return {
      id: newId(),
      accountId: account.id,
      name: `${of(SURNAMES)}${of(GIVEN)}${of(GIVEN)}`,
      employment: { id: newId(), title: '经理', ...(postId && { postId }) },
    }
  })
  for (const some of portions(people, 2000)) await open((tx) => createPeople(tx, some, null))
  if (chained)
    await loadPast(
      open,
      chained.id,
      charts.find((c) => c.account === chained)?.posts ?? [],
      people.filter((p) => p.accountId === chained.id).map((p) => p.id),
      pick,
    )

  for (let done = 0; done < size.visits; done += 50_000) {
    await open((tx) =>
      tx.query(
        `insert into visit (org_id, id, account_id, host_id, kind, planned_at, started_at, ended_at, state, created_by)
         select $1, gen_random_uuid(), a.id, a.host, 'on_site', at, at, at + interval '1 hour', 'recorded', a.host
         from generate_series($2::int, $3::int - 1) as i
         join lateral (select ($4::uuid[])[1 + i % $6] as id, ($5::uuid[])[1 + i % 10] as host) a on true
         join lateral (select timestamptz '2024-01-01 01:00Z' + i * interval '4 minutes' as at) t on true`,
        [orgId, done, Math.min(done + 50_000, size.visits), accounts.map((a) => a.id), reps, accounts.length],
      ),
    )
  }
  const targetIds = await loadTies(open, { orgId, people, memberId: supervisorId, pick })
  return {
    orgId,
    email,
    targetIds,
    memberId: supervisorId,
    accountIds: accounts.slice(0, 200).map((a) => a.id),
    accountNames: accounts.slice(0, 200).map((a) => a.name),
    crowdedId: crowded.id,
    chartedId: charted.id,
    largeChartedId: large?.id ?? '',
    chainedId: chained?.id ?? '',
  }
}

/** The organisation that is measured, one small organisation to compare it with, and the rest beside them. */
export async function loadWorld(
  pool: pg.Pool,
  size: Size,
  say: (line: string) => void,
): Promise<{ big: BenchOrganisation; small: BenchOrganisation }> {
  const passwordHash = await hashPassword(PASSWORD)
  const began = Date.now()
  const big = await loadOrganisation(pool, size, 0, passwordHash)
  say(
    `one organisation with ${size.people} people and ${size.visits} visits: ${Math.round((Date.now() - began) / 1000)} s`,
  )
  let small: BenchOrganisation | undefined
  for (let i = 1; i <= size.smallOrganisations; i++) {
    small = await loadOrganisation(
      pool,
      i === 1 ? SMALL : { ...SMALL, accounts: 10, people: 390, visits: 100 },
      i,
      passwordHash,
    ).then((loaded) => small ?? loaded)
  }
  await pool.query('vacuum analyze')
  say(`${size.smallOrganisations} small ones beside it: ${Math.round((Date.now() - began) / 1000)} s in all`)
  return { big, small: small as BenchOrganisation }
}

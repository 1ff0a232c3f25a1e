import { chartOfAccount, createAccounts, createUnitsAndPosts } from '#modules/accounts/server/index.ts'
import { nameOfChart } from '../../chart-name.rules.ts'
import { type OrganogramRow, readOrganogram } from '../../organogram.rules.ts'
import { organogramRow } from '../../organogram-columns.rules.ts'
import { problem } from '../../problems.rules.ts'
import { openTable } from '../reading/open-table.ts'
import { cellText } from '../reading/table.ts'
import type { AccountBook } from './account-book.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { reportUnkept } from './interpreted-rows.ts'

/**
 * An organisation chart becomes the units, posts and reporting lines of one account; two files of a run are two accounts.
 * Every row that is not blank is a post. Posts an earlier import brought are known by their number and stay as they are.
 */
export async function writeOrganogram(
  run: Running,
  source: ImportSource,
  books: { accounts: AccountBook; ids: IdMaker },
  taken: Set<string>,
): Promise<void> {
  const { tx, tally, problems } = run
  const rows = await rowsOf(run, source)
  const chart = readOrganogram(rows)
  for (const one of chart.anomalies) problems.add(source.name, one)
  reportUnkept(run, source, ['grade', 'fte', 'profession'])
  if (chart.posts.length === 0) return

  const proposed = run.accountName || nameOfChart(rows, source.name)
  let name = proposed
  for (let n = 2; taken.has(name); n++)
    name = n === 2 ? `${proposed}（${plainFile(source.name)}）` : `${proposed} ${n}`
  if (name !== proposed)
    problems.add(source.name, problem('orgAccountNamed', 'warning', { value: proposed, params: { name } }))
  taken.add(name)

  await books.accounts.load([name])
  let account = books.accounts.get(name)
  if (account && !account.write) {
    problems.add(source.name, problem('accountReadOnly', 'error', { value: name }))
    tally.add('posts', 'skipped', chart.posts.length)
    return
  }
  if (account) tally.add('accounts', 'unchanged')
  else {
    account = { id: books.ids.next(), write: true }
    await createAccounts(tx, [{ id: account.id, name, ownerId: run.actor.memberId, importId: run.importId }])
    books.accounts.put(name, account)
    tally.add('accounts', 'created')
  }
  const there = await chartOfAccount(tx, account.id)

  // The organisation the chart is of is the account itself, not a department in it.
  const tops = chart.units.filter((u) => u.parent === undefined)
  const self = tops.length === 1 && tops[0]?.name === proposed ? tops[0].key : undefined
  const unitIds = new Map<string, string>()
  const units: { id: string; name: string; parentId: string | null; externalRef: string | null }[] = []
  for (const unit of chart.units) {
    if (unit.key === self) continue
    const parentId =
      unit.parent === undefined || unit.parent === self ? null : (unitIds.get(unit.parent) ?? null)
    const known = there.units.find((u) => u.name === unit.name && u.parentId === parentId)
    unitIds.set(unit.key, known?.id ?? books.ids.next())
    if (known) tally.add('units', 'unchanged')
    else units.push({ id: unitIds.get(unit.key) as string, name: unit.name, parentId, externalRef: null })
  }

  const byRef = new Map(there.posts.flatMap((p) => (p.externalRef ? [[p.externalRef, p] as const] : [])))
  const postIds = new Map(chart.posts.map((p) => [p.key, byRef.get(p.key)?.id ?? books.ids.next()]))
  const managerOf = new Map(chart.lines.map((l) => [l.post, l.manager]))
  const fresh = chart.posts.filter((p) => !byRef.has(p.key))
  for (const post of fresh)
    if (post.title === '')
      problems.add(
        source.name,
        problem('orgPostUntitled', 'warning', { row: post.row, params: { post: post.key } }),
      )
  const posts = fresh.map((post) => {
    const manager = managerOf.get(post.key)
    return {
      id: postIds.get(post.key) as string,
      // A post without a title is called by its number.
      title: (post.title || post.key).slice(0, 200),
      unitId: post.unit === undefined ? null : (unitIds.get(post.unit) ?? null),
      reportsToId: manager === undefined ? null : (postIds.get(manager) ?? null),
      externalRef: post.key,
    }
  })
  await createUnitsAndPosts(tx, account.id, { units, posts }, run.importId)
  tally.add('units', 'created', units.length)
  tally.add('posts', 'created', posts.length)
  tally.add('posts', 'unchanged', chart.posts.length - posts.length)
  tally.add('lines', 'created', posts.filter((p) => p.reportsToId !== null).length)
}

async function rowsOf(run: Running, source: ImportSource): Promise<OrganogramRow[]> {
  const table = await openTable(source.path, { name: source.name, ...source.open, signal: run.signal })
  const rows: OrganogramRow[] = []
  for await (const { row, cells, blank, problems } of table.rows()) {
    for (const one of problems) run.problems.add(source.name, one)
    // A row with a cell too long is still a post: nothing of a chart is left out.
    rows.push(organogramRow(source.planned.mapping, row, cells.map(cellText)))
    if (!blank) run.tally.rowRead('organogram')
  }
  await run.step(source.name, rows.length)
  return rows
}

function plainFile(name: string): string {
  return name.replace(/\.(csv|tsv|txt|xlsx)$/i, '')
}

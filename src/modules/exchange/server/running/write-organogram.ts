import {
  type Chart as AccountChart,
  type ChartChange,
  type ChartValue,
  compareCharts,
  samePost,
  sameUnit,
} from '#modules/accounts/accounts.contract.ts'
import {
  createAccounts,
  createUnitsAndPosts,
  holdsFrom,
  type KnownChart,
  type KnownRecord,
  knownChart,
  lockStructure,
  momentOfDay,
  noteChartFile,
  type PostState,
  type Retold,
  readPosts,
  readUnits,
  retell,
  tell,
  type UnitState,
} from '#modules/accounts/server/index.ts'
import type { Tx } from '#platform/server/tx.ts'
import { nameOfChart } from '../../chart-name.rules.ts'
import { type Chart, type OrganogramRow, readOrganogram } from '../../organogram.rules.ts'
import { organogramRow } from '../../organogram-columns.rules.ts'
import {
  type ChartMatch,
  matchChart,
  tellsOfOthers,
  titleOf,
  withoutBareNumbers,
} from '../../organogram-match.rules.ts'
import { problem } from '../../problems.rules.ts'
import { importsOfOtherParts, insertRecords, type RecordRow } from '../outcome-store.ts'
import { openTable } from '../reading/open-table.ts'
import { cellText } from '../reading/table.ts'
import type { AccountBook, BookedAccount } from './account-book.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { reportUnkept } from './interpreted-rows.ts'
import { type Told, tellChart } from './organogram-telling.ts'

/** The days whose charts a run has written, by the account's name; '' stands for today. */
export type ChartsOfRun = Map<string, Set<string>>

/**
 * An organisation chart becomes the departments, posts and reporting lines of one account, as of the day it speaks of. Every
 * row that is not blank is a post. Told again for another day, it changes the same departments and posts: what is new is
 * added, what is gone is ended, and an older file fills the past and leaves the present. Two files of one body and one day
 * are two accounts.
 */
export async function writeOrganogram(
  run: Running,
  source: ImportSource,
  books: { accounts: AccountBook; ids: IdMaker },
  written: ChartsOfRun,
): Promise<void> {
  const { tx, tally, problems } = run
  const rows = await rowsOf(run, source)
  const chart = readOrganogram(rows)
  for (const one of chart.anomalies) problems.add(source.name, one)
  reportUnkept(run, source, ['grade', 'fte', 'profession'])
  if (chart.posts.length === 0) return
  const place = await placeOf(run, source, rows, chart, books, written)
  if (!place) {
    tally.add('posts', 'skipped', chart.posts.length)
    return
  }
  for (const post of chart.posts)
    if (post.title === '')
      problems.add(
        source.name,
        problem('orgPostUntitled', 'warning', { row: post.row, params: { post: post.key } }),
      )

  const { account, day, known, self, match } = place
  const before = await presentChart(tx, account.id)
  const later = known.files.find((f) => f.since > day.at) ?? null
  if (match.renumbered) problems.add(source.name, problem('orgRenumbered', 'warning'))
  if (place.otherPart) problems.add(source.name, problem('orgOtherPart', 'warning', { value: place.name }))
  for (const { post, was, reason } of toCheck(chart, known, match))
    problems.add(
      source.name,
      problem('orgTakenFor', 'warning', { row: post.row, value: titleOf(post), params: { was, reason } }),
    )
  const ends = await endsOf(run, known, place)
  const told = tellChart(chart, self, known, match, day.at, ends, () => books.ids.next())
  /** The file's key of each post it names. */
  const keys = new Map([...told.newPosts, ...[...match.posts].map(([key, id]) => [id, key] as const)])
  await writeTold(run, account.id, known, told, keys, day.at, later?.since ?? null)
  if (!known.files.some((f) => f.since === day.at))
    await noteChartFile(tx, {
      id: books.ids.next(),
      accountId: account.id,
      importId: run.importId,
      name: source.name.slice(0, 200),
      day: day.day,
      since: day.at,
    })
  if (known.posts.length === 0 && known.units.length === 0) return
  const changes = later
    ? compareCharts(await chartOn(tx, account.id, day.day), await chartOn(tx, account.id, later.day))
    : compareCharts(before, await presentChart(tx, account.id))
  if (later)
    problems.add(
      source.name,
      problem('orgOlderFile', 'warning', {
        params: { day: day.day, later: later.day, changes: changes.length },
      }),
    )
  const rowOf = new Map(chart.posts.map((p) => [p.key, p.row]))
  for (const change of changes)
    problems.add(
      source.name,
      changeProblem(change, later?.day ?? '', later ? undefined : rowOf.get(keys.get(change.id) ?? '')),
    )
}

const present = (record: KnownRecord<unknown>) => record.timeline.at(-1)?.until === null

async function presentChart(tx: Tx, accountId: string): Promise<AccountChart> {
  const [units, posts] = await Promise.all([readUnits(tx, accountId), readPosts(tx, accountId)])
  return { units, posts }
}
async function chartOn(tx: Tx, accountId: string, day: string): Promise<AccountChart> {
  const [units, posts] = await Promise.all([readUnits(tx, accountId, day), readPosts(tx, accountId, day)])
  return { units, posts }
}

interface Place {
  name: string
  account: BookedAccount
  day: { at: string; day: string }
  known: KnownChart
  /** The key of the organisation that is the account itself, not a department in it. */
  self: string | undefined
  match: ChartMatch
  /** The file tells of another part of the body than what is known: nothing is gone because it does not name it. */
  otherPart: boolean
}

/**
 * Where a chart goes: to the account of its name, as a new state of what is there. A second file of the run that tells of
 * the same day, or of another part of the body, becomes an account of its own. Null where the user may not write.
 */
async function placeOf(
  run: Running,
  source: ImportSource,
  rows: readonly OrganogramRow[],
  chart: Chart,
  books: { accounts: AccountBook; ids: IdMaker },
  written: ChartsOfRun,
): Promise<Place | null> {
  const proposed = run.accountName || nameOfChart(rows, source.name)
  const tops = chart.units.filter((u) => u.parent === undefined)
  const self = tops.length === 1 && tops[0]?.name === proposed ? tops[0].key : undefined
  const said = source.chartDay ?? ''
  for (let n = 1; ; n++) {
    const name =
      n === 1 ? proposed : n === 2 ? `${proposed}（${plainFile(source.name)}）` : `${proposed} ${n}`
    if (written.get(name)?.has(said)) continue
    await books.accounts.load([name])
    const there = books.accounts.get(name) !== null
    const account = await accountCalled(run, source, name, books)
    if (!account) return null
    await lockStructure(run.tx, account.id)
    const day = await momentOfDay(run.tx, source.chartDay ?? null)
    const known = await knownChart(run.tx, account.id)
    const match = matchChart(chart, self, {
      units: known.units.map((u) => ({ id: u.id, ...u.last, present: present(u) })),
      posts: known.posts.map((p) => ({ id: p.id, ref: p.externalRef, ...p.last, present: present(p) })),
    })
    const brought = known.posts
      .filter((p) => p.externalRef !== null && present(p))
      .map(({ id, last }) => ({ id, reportsToId: last.reportsToId }))
    const otherPart = tellsOfOthers(chart, self, match, brought)
    if (otherPart && written.has(name)) continue
    if (name !== proposed)
      run.problems.add(
        source.name,
        problem('orgAccountNamed', 'warning', { value: proposed, params: { name } }),
      )
    if (there && !written.has(name)) run.tally.add('accounts', 'unchanged')
    written.set(name, (written.get(name) ?? new Set()).add(said))
    return {
      name,
      account,
      day,
      known,
      self,
      match: otherPart ? withoutBareNumbers(match) : match,
      otherPart,
    }
  }
}

/** Posts taken for known ones by less than one would wish, and that are called otherwise now or stand elsewhere. */
function toCheck(chart: Chart, known: KnownChart, match: ChartMatch) {
  const posts = new Map(known.posts.map((p) => [p.id, p.last]))
  return chart.posts.flatMap((post) => {
    const reason = match.reasons.get(post.key)
    const id = match.posts.get(post.key)
    const was = id === undefined ? undefined : posts.get(id)?.title
    return reason === undefined || reason === 'sure' || was === undefined ? [] : [{ post, was, reason }]
  })
}

/**
 * What is gone because the file does not name it. Of a body of which files told several parts: only what those imports brought
 * that also brought something the file names, for it tells of their part.
 */
async function endsOf(run: Running, known: KnownChart, place: Place) {
  if (place.otherPart) return () => false
  const imports = new Set(known.posts.flatMap((p) => (p.importId === null ? [] : [p.importId])))
  const parts = await importsOfOtherParts(run.tx, [...imports])
  if (parts.size === 0) return () => true
  const named = new Set(place.match.posts.values())
  const own = new Set(known.posts.filter((p) => named.has(p.id)).map((p) => p.importId))
  return (importId: string | null) => importId === null || own.has(importId)
}

/** The account of a chart, made if nobody has it; null where the reader may not write. */
async function accountCalled(
  run: Running,
  source: ImportSource,
  name: string,
  books: { accounts: AccountBook; ids: IdMaker },
): Promise<BookedAccount | null> {
  const found = books.accounts.get(name)
  if (found && !found.write) {
    run.problems.add(source.name, problem('accountReadOnly', 'error', { value: name }))
    return null
  }
  if (found) return found
  const account = { id: books.ids.next(), write: true }
  await createAccounts(run.tx, [
    { id: account.id, name, ownerId: run.actor.memberId, importId: run.importId },
  ])
  books.accounts.put(name, account)
  run.tally.add('accounts', 'created')
  return account
}

/** Writes what a file tells, with what has to be known to take it back, and counts it. */
async function writeTold(
  run: Running,
  accountId: string,
  known: KnownChart,
  told: Told,
  keys: ReadonlyMap<string, string>,
  from: string,
  until: string | null,
): Promise<void> {
  const { tx, tally } = run
  await holdsFrom(tx, from)
  await createUnitsAndPosts(
    tx,
    accountId,
    {
      units: [...told.newUnits.keys()].map((id) => ({ id, ...(told.units.get(id) as UnitState) })),
      posts: [...told.newPosts.keys()].map((id) => ({
        id,
        ...(told.posts.get(id) as PostState),
        externalRef: keys.get(id) ?? null,
      })),
    },
    run.importId,
  )
  await holdsFrom(tx, '')

  const units = retoldOf(
    known.units,
    told.units,
    from,
    until,
    (a, b) => sameUnit(asUnit(a), asUnit(b)),
    (u) => u.externalRef,
  )
  const posts = retoldOf(
    known.posts,
    told.posts,
    from,
    until,
    (a, b) => samePost(asPost(a), asPost(b)),
    (p) => (until === null ? (keys.get(p.id) ?? p.externalRef) : p.externalRef),
  )
  const endFresh = <S>(
    ids: Iterable<string>,
    states: ReadonlyMap<string, S | null>,
    ref: (id: string) => string | null,
  ) =>
    until === null
      ? []
      : [...ids].map((id) => {
          const state = states.get(id) as S
          return {
            id,
            last: state,
            timeline: [{ since: from, until, state }],
            externalRef: ref(id),
            untouched: true,
          }
        })
  const versions = await retell(tx, accountId, {
    units: [...units, ...endFresh(told.newUnits.keys(), told.units, () => null)],
    posts: [...posts, ...endFresh(told.newPosts.keys(), told.posts, (id) => keys.get(id) ?? null)],
  })
  const log = <S>(
    kind: 'units' | 'posts',
    rows: readonly Retold<S>[],
    of: readonly KnownRecord<S>[],
  ): RecordRow[] => {
    const byId = new Map(of.map((r) => [r.id, r]))
    return rows.flatMap(({ id }) => {
      const record = byId.get(id) as KnownRecord<S>
      // What this very run has made goes with it.
      if (record.importId === run.importId) return []
      const { timeline, last, externalRef, untouched } = record
      return [
        {
          kind,
          recordId: id,
          action: 'updated' as const,
          version: versions.get(id) ?? 0,
          before: { timeline, last, externalRef, untouched },
          after: {},
        },
      ]
    })
  }
  await insertRecords(tx, run.importId, [
    ...log('units', units, known.units),
    ...log('posts', posts, known.posts),
  ])
  tally.add('units', 'created', told.newUnits.size)
  tally.add('units', 'updated', units.length)
  tally.add('units', 'unchanged', named(told.units) - told.newUnits.size - changed(units, told.units))
  tally.add('posts', 'created', told.newPosts.size)
  tally.add('posts', 'updated', posts.length)
  tally.add('posts', 'unchanged', keys.size - told.newPosts.size - posts.filter((p) => keys.has(p.id)).length)
  tally.add(
    'lines',
    'created',
    [...told.newPosts.keys()].filter((id) => told.posts.get(id)?.reportsToId != null).length,
  )
}

const named = (told: ReadonlyMap<string, unknown>) =>
  [...told.values()].filter((state) => state !== null).length
const changed = (rows: readonly { id: string }[], told: ReadonlyMap<string, unknown>) =>
  rows.filter((r) => told.get(r.id) !== null).length
const asUnit = (state: UnitState) => ({ ...state, id: '', version: 1 })
const asPost = (state: PostState) => ({ ...state, id: '', version: 1 })

/** The known records whose time a file changes. */
function retoldOf<S>(
  known: readonly KnownRecord<S>[],
  told: ReadonlyMap<string, S | null>,
  from: string,
  until: string | null,
  same: (a: S, b: S) => boolean,
  refOf: (record: KnownRecord<S>) => string | null,
): Retold<S>[] {
  return known.flatMap((record) => {
    const state = told.get(record.id)
    if (state === undefined) return []
    const timeline = tell(record.timeline, from, until, state, same)
    const externalRef = refOf(record)
    if (timeline === record.timeline && externalRef === record.externalRef) return []
    const { id, last, untouched } = record
    return [{ id, last, timeline, externalRef, untouched }]
  })
}

/** One change between two charts, in the report. */
function changeProblem(change: ChartChange, until: string, row: number | undefined) {
  const text = (value: ChartValue): string => {
    if (value === null || typeof value === 'boolean') return String(value ?? '')
    if (typeof value === 'string') return value
    if (Array.isArray(value)) return value.map((v) => v.name ?? '').join('、')
    return value.name ?? ''
  }
  const code = CHANGE_CODES[change.what]
  return problem(code, 'warning', {
    row,
    value: change.name,
    params: {
      kind: change.kind,
      field: change.field ?? '',
      was: text(change.was),
      is: text(change.is),
      until,
    },
  })
}
const CHANGE_CODES = {
  added: 'orgAdded',
  gone: 'orgGone',
  moved: 'orgMoved',
  renamed: 'orgRenamed',
  changed: 'orgChanged',
} as const

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

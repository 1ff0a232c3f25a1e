import { namesOfAccounts } from '#modules/accounts/server/index.ts'
import { everyMember, everyTeam } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { record } from '#platform/server/record.ts'
import type { Scope, Tx } from '#platform/server/tx.ts'
import { exchangeProblems } from '../../exchange.contract.ts'
import type { FileProfile } from '../../file-profile.rules.ts'
import { type KnownNames, type PlannedFile, planImport, type Settled } from '../../import-plan.rules.ts'
import { provenBy, readingOf } from '../../interpret.rules.ts'
import { chartDayOf, isChartDay } from '../../organogram-day.rules.ts'
import type { Problem } from '../../problems.rules.ts'
import { namesOfProducts } from '../known-store.ts'
import { finishRun, lockImports } from '../run-store.ts'
import { AccountBook } from './account-book.ts'
import { dealOwners } from './deal-owners.ts'
import { IdMaker, type ImportSource, type Progress, type Running, Tally } from './import-context.ts'
import { MemberBook } from './member-book.ts'
import { ProblemSink } from './problem-sink.ts'
import { writeAccounts } from './write-accounts.ts'
import { writeMembers } from './write-members.ts'
import { type ChartsOfRun, writeOrganogram } from './write-organogram.ts'
import { writePeople } from './write-people.ts'
import { writeProducts } from './write-products.ts'
import { writeProjects } from './write-projects.ts'

/** A file as it was uploaded or named on the command line, profiled. */
export interface ProfiledFile {
  fileId: string
  /** Unique in the run. */
  name: string
  path: string
  open: { encoding?: string; sheet?: string; delimiter?: string; headerRow?: number }
  /** Of the file and its header; those of rows come while it is imported. */
  problems: Problem[]
  profile: FileProfile
}

export interface ImportWish {
  settled: Settled
  /** Question id → option key. */
  answers: Record<string, string>
  /** Take what is proposed wherever nothing was answered. */
  acceptProposals: boolean
  currency: string
  accountName: string
}

export interface Understanding {
  sources: ImportSource[]
  /** Planned files in the order of the given ones. */
  planned: PlannedFile[]
  answers: Record<string, string>
}

const MOST_NAMES = 50_000

type Known = KnownNames & { today: string }

/** Names that are there already, for proposing what a misspelt one means; of what the actor may see. */
export async function knownNames(tx: Tx, actor: Actor): Promise<Known> {
  const [accounts, members, teams, products] = await Promise.all([
    namesOfAccounts(tx, actor, MOST_NAMES),
    everyMember(tx),
    everyTeam(tx),
    namesOfProducts(tx, MOST_NAMES),
  ])
  return {
    accounts,
    members: members.filter((m) => !m.left).map((m) => m.name),
    teams: teams.map((t) => t.name),
    products,
    today: today(actor.zone),
  }
}

/**
 * Understands the files together, with what is settled and answered. Accepting proposals also settles the questions about
 * targets and columns, which change the plan: it is made again until nothing new is proposed.
 */
export function understand(files: readonly ProfiledFile[], known: Known, wish: ImportWish): Understanding {
  const profiles = files.map((f) => f.profile)
  const settled: Required<Settled> = {
    targets: { ...wish.settled.targets },
    fields: { ...wish.settled.fields },
  }
  const answers = { ...wish.answers }
  let plan = planImport(profiles, known, settled)
  for (let round = 0; round < 5; round++) {
    let changed = false
    for (const question of plan.files.flatMap((f) => f.questions)) {
      const answer = answers[question.id] ?? (wish.acceptProposals ? question.proposed : undefined)
      if (question.kind === 'day' && !isChartDay(answer, known.today)) {
        // A day that is none, or has not come yet, is no answer.
        delete answers[question.id]
        continue
      }
      if (
        answer === undefined ||
        (question.kind !== 'day' && !question.options.some((o) => o.key === answer))
      )
        continue
      answers[question.id] = answer
      if (question.kind === 'target') settled.targets[question.file] = answer as never
      else if (question.kind === 'column')
        settled.fields[question.file] = {
          ...settled.fields[question.file],
          [Number(question.value)]: answer === 'skip' ? '' : answer,
        }
      else continue
      changed = true
    }
    if (!changed) break
    plan = planImport(profiles, known, settled)
  }
  const sources = files.flatMap((file, i): ImportSource[] => {
    const planned = plan.files[i] as PlannedFile
    if (planned.target === undefined) return []
    const reading = readingOf(planned, file.profile.header, answers, provenBy(file.profile))
    return [{ ...file, planned, reading, chartDay: chartDayOf(planned.questions, answers) }]
  })
  const place = new Map(plan.order.map((name, i) => [name, i]))
  // Charts of one body in the order of their days, so that the run tells the story as it went.
  sources.sort((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0))
  sources.sort((a, b) =>
    a.reading.target === 'organogram' && b.reading.target === 'organogram'
      ? (a.chartDay ?? '9999').localeCompare(b.chartDay ?? '9999')
      : 0,
  )
  return { sources, planned: plan.files, answers }
}

/** What forbids to start, as a problem; null when nothing does. */
export function obstacle(actor: Actor, understanding: Understanding): ProblemError | null {
  const { sources, planned, answers } = understanding
  if (planned.length === 0 || sources.every((s) => s.profile.rows === 0))
    return new ProblemError(exchangeProblems.nothingToImport)
  const open = planned.flatMap((f) => f.questions).filter((q) => answers[q.id] === undefined)
  if (open.length > 0)
    return new ProblemError(exchangeProblems.questionsOpen, { params: { count: open.length } })
  const missing = planned.flatMap((f) =>
    f.problems.filter((p) => p.code === 'fieldMissing').map((p) => ({ f, p })),
  )
  const [first] = missing
  if (first)
    return new ProblemError(exchangeProblems.fieldMissing, {
      params: { file: first.f.name, field: String(first.p.params.field) },
    })
  // Members are brought in by whoever may appoint anybody.
  if (actor.role !== 'administrator' && sources.some((s) => s.reading.target === 'members'))
    return new ProblemError(exchangeProblems.notAllowed)
  return null
}

/**
 * Imports the files in one transaction: all of it is there when this resolves, nothing of it when it throws (also when
 * `signal` stops it). The run's row must exist; its counts, questions and state `done` are written with the data.
 * @param onProgress told after each batch; must not throw
 */
export async function runImport(given: {
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  actor: Actor
  importId: string
  files: readonly ProfiledFile[]
  wish: ImportWish
  signal: AbortSignal
  onProgress: (progress: Progress) => void
  /** A last thing to do in the transaction: what is queued here runs if, and only if, the import is there. */
  onWritten?: (tx: Tx) => Promise<void>
}): Promise<{ tally: Tally }> {
  const { actor, importId, files, wish, signal, onProgress } = given
  const total = files.reduce((sum, f) => sum + f.profile.rows, 0)
  onProgress({ phase: 'waiting', file: '', done: 0, total })
  return given.open({ orgId: actor.orgId, memberId: actor.memberId }, async (tx) => {
    await lockImports(tx, signal)
    const understanding = understand(files, await knownNames(tx, actor), wish)
    const refused = obstacle(actor, understanding)
    if (refused) throw refused
    const { sources, planned, answers } = understanding
    const tally = new Tally()
    let done = 0
    const run: Running = {
      tx,
      actor,
      importId,
      currency: wish.currency,
      accountName: wish.accountName,
      signal,
      tally,
      problems: new ProblemSink(tx, importId),
      step: async (file, rows) => {
        done += rows
        await run.problems.flush()
        onProgress({ phase: 'writing', file, done, total })
        // Others want the processor too.
        await new Promise((resolve) => setImmediate(resolve))
        signal.throwIfAborted()
      },
    }
    for (const file of files) for (const one of file.problems) run.problems.add(file.name, one)
    for (const file of planned)
      for (const one of file.problems) if (!SAID_BY_ROW.has(one.code)) run.problems.add(file.name, one)
    reportCurrency(run, sources)
    await writeAll(run, sources)
    onProgress({ phase: 'finishing', file: '', done, total })
    await run.problems.flush(true)
    signal.throwIfAborted()
    await finishRun(tx, importId, {
      counts: { ...tally.counts },
      facts: { read: tally.read, stages: tally.stages },
      problemCounts: run.problems.counts(),
      asked: planned.flatMap((f) => f.questions).map((q) => ({ ...q, answer: answers[q.id] ?? null })),
      targets: sources.map((s) => ({ fileId: s.fileId, target: s.reading.target })),
    })
    await record(tx, {
      kind: 'exchange.imported',
      subject: { kind: 'import_run', id: importId },
      accountId: null,
      data: { counts: tally.counts },
    })
    await given.onWritten?.(tx)
    return { tally }
  })
}

/** What a plan says of a value once, and the import of every row that has it. */
const SAID_BY_ROW = new Set(['referenceNone'])

async function writeAll(run: Running, sources: readonly ImportSource[]): Promise<void> {
  const ids = new IdMaker()
  const accounts = new AccountBook(run, ids)
  const members = new MemberBook(run)
  const books = { accounts, members, ids }
  const charts: ChartsOfRun = new Map()
  // Members come first in the order; the others look them up.
  for (const source of sources) if (source.reading.target === 'members') await writeMembers(run, source, ids)
  await members.load()
  const dealOwner = await dealOwners(run, sources, members)
  for (const source of sources) {
    const { target } = source.reading
    if (target === 'products') await writeProducts(run, source, ids)
    else if (target === 'accounts') await writeAccounts(run, source, books, dealOwner)
    else if (target === 'organogram') await writeOrganogram(run, source, books, charts)
    else if (target === 'people') await writePeople(run, source, books)
    else if (target === 'projects') await writeProjects(run, source, books, dealOwner)
  }
}

/** Amounts without a currency are taken in the one the user chose; said once per column. */
function reportCurrency(run: Running, sources: readonly ImportSource[]): void {
  for (const source of sources)
    for (const plan of source.reading.fields) {
      if (plan.field.kind !== 'money' || plan.currency !== undefined) continue
      const column = source.profile.columns[plan.index]
      if (!column || column.numbers.numeric === 0 || column.numbers.currencies.length > 0) continue
      run.problems.add(source.name, {
        code: 'currencyAssumed',
        severity: 'warning',
        column: plan.column,
        params: { currency: run.currency, rows: column.numbers.numeric },
      })
    }
}

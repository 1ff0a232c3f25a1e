import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { actorOfSeat, everyMember } from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import type { Actor } from '#platform/server/actor.ts'
import { fileWaitingNames } from '#platform/server/name-waiting.ts'
import type { Scope, Tx } from '#platform/server/tx.ts'
import type { PlannedFile } from '../import-plan.rules.ts'
import { type Problem, problem } from '../problems.rules.ts'
import type { Target } from '../targets.rules.ts'
import { failureOf } from './failure.ts'
import { putFile } from './file-store.ts'
import { profileTable, sha256Of } from './profile-file.ts'
import { UnreadableFile } from './reading/unreadable-file.ts'
import { reportText } from './report.ts'
import { findRun, insertRun, moveRun, type RunRow } from './run-store.ts'
import type { Progress } from './running/import-context.ts'
import {
  knownNames,
  obstacle,
  type ProfiledFile,
  runImport,
  type Understanding,
  understand,
} from './running/run-import.ts'

export type Open = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>

/** `indexing`: everything is there already, and its names are filed for the search. */
export type CommandProgress = Omit<Progress, 'phase'> & { phase: Progress['phase'] | 'indexing' }

export interface CommandImport {
  paths: readonly string[]
  actor: Actor
  target?: Target
  /** Which row names the columns, 1-based; found out where it is not said. */
  headerRow?: number
  accountName: string
  currency: string
  acceptProposals: boolean
  /** Given the questions, the answers by id. */
  answers: (planned: readonly PlannedFile[]) => Record<string, string>
  preview: boolean
  onProgress: (progress: CommandProgress) => void
  onUnderstood: (understanding: Understanding) => void
  signal: AbortSignal
}

/** A file that cannot be read, named. */
export class FileRefused extends Error {
  readonly file: string
  readonly problem: Problem
  constructor(file: string, why: Problem) {
    super(`${file}: ${why.code}`)
    this.name = 'FileRefused'
    this.file = file
    this.problem = why
  }
}

/** The member of this e-mail with everything the access layer needs; null if there is none at work here. */
export async function actorByEmail(tx: Tx, orgId: string, email: string): Promise<Actor | null> {
  const wanted = email.trim().toLowerCase()
  const member = (await everyMember(tx)).find((m) => m.email === wanted && !m.left)
  if (!member) return null
  const { id, role, teamId } = member
  return actorOfSeat(tx, { orgId, memberId: id, userId: id, role, teamId }, id)
}

export interface CommandImported {
  run: RunRow
  report: (locale: 'zh-CN' | 'en') => AsyncGenerator<string>
  /** Files the names for the search, which the caller should wait for; if it cannot, a running server does so later. */
  fileNames: () => Promise<number>
}

/**
 * Imports files where they lie, as the command line does.
 * @returns the run with its report, or null after a preview
 * @throws FileRefused; ProblemError for what forbids to start
 */
export async function importFilesAs(open: Open, given: CommandImport): Promise<CommandImported | null> {
  const { actor, signal } = given
  const scope = { orgId: actor.orgId, memberId: actor.memberId }
  const files: (ProfiledFile & { row: Parameters<typeof putFile>[2] })[] = []
  const taken = new Set<string>()
  for (const path of given.paths) {
    given.onProgress({
      phase: 'reading',
      file: basename(path),
      done: files.length,
      total: given.paths.length,
    })
    files.push(await readFile(path, unusedName(basename(path), taken), given))
  }
  const settled = {
    targets: given.target
      ? Object.fromEntries(files.map((f) => [f.name, given.target as Target]))
      : ({} as Record<string, Target>),
  }
  const wish = {
    settled,
    answers: {} as Record<string, string>,
    acceptProposals: given.acceptProposals,
    currency: given.currency,
    accountName: given.accountName,
  }
  const known = await open(scope, (tx) => knownNames(tx, actor))
  wish.answers = given.answers(understand(files, known, wish).planned)
  const understanding = understand(files, known, wish)
  given.onUnderstood(understanding)
  if (given.preview) return null
  const refused = obstacle(actor, understanding)
  if (refused) throw refused

  const importId = newId()
  await open(scope, async (tx) => {
    await insertRun(tx, {
      id: importId,
      byId: actor.memberId,
      currency: given.currency,
      accountName: given.accountName,
      state: 'failed',
    })
    for (const file of files) await putFile(tx, importId, file.row)
  })
  try {
    await runImport({ open, actor, importId, files, wish, signal, onProgress: given.onProgress })
  } catch (error) {
    const failure = signal.aborted ? { code: 'exchange.interrupted', params: {} } : failureOf(error)
    await open(scope, (tx) =>
      moveRun(tx, importId, ['failed'], signal.aborted ? 'cancelled' : 'failed', failure),
    )
    throw error
  }
  const run = (await open(scope, (tx) => findRun(tx, actor, importId))) as RunRow
  return {
    run,
    report: (locale) => reportText(run, locale, (work) => open(scope, work)),
    fileNames: () =>
      fileWaitingNames(open, actor.orgId, {
        signal,
        onFiled: (done) => given.onProgress({ phase: 'indexing', file: '', done, total: done }),
      }),
  }
}

async function readFile(path: string, name: string, { headerRow, signal }: CommandImport) {
  try {
    const { table, profile } = await profileTable(path, name, { ...(headerRow && { headerRow }) }, signal)
    const { size } = await stat(path)
    const fileId = newId()
    return {
      fileId,
      name,
      path,
      open: { headerRow: table.headerRow },
      problems: table.problems,
      profile,
      row: {
        id: fileId,
        name,
        size,
        sha256: await sha256Of(path),
        storedAs: null,
        format: table.format,
        encoding: table.encoding ?? null,
        delimiter: table.delimiter ?? null,
        sheet: table.sheet ?? null,
        sheets: table.sheets ?? null,
        header: table.header,
        headerRow: table.headerRow,
        rows: profile.rows,
        blankRows: profile.blankRows,
        target: null,
        unreadable: null,
        problems: table.problems,
      },
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FileRefused(name, error.problem)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new FileRefused(name, problem('fileMissing', 'error'))
    throw error
  }
}

/** Two files of one name are told apart, as everything is said of them by it. */
export function unusedName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let unused = name
  for (let n = 2; taken.has(unused); n++) unused = `${stem} (${n})${end}`
  taken.add(unused)
  return unused
}

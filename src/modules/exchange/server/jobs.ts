import { actorOfSeat, everyMember, findOrganisations } from '#modules/members/server/index.ts'
import { ProblemError } from '#platform/contract/problem.ts'
import { may } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import { enqueue, type Job, type JobContext } from '#platform/server/jobs.ts'
import { fileWaitingNames } from '#platform/server/name-waiting.ts'
import type { Tx } from '#platform/server/tx.ts'
import { exchangeProblems, type ImportRun, KEPT_DAYS } from '../exchange.contract.ts'
import { failureOf } from './failure.ts'
import { forgetOldFiles, listFiles } from './file-store.ts'
import { UnreadableFile } from './reading/unreadable-file.ts'
import { failDeadRuns, findRun, moveRun, writeProgress } from './run-store.ts'
import type { Progress } from './running/import-context.ts'
import { runImport } from './running/run-import.ts'
import { removeStored, removeStrays } from './stored-files.ts'
import { undoRun } from './undo-run.ts'
import { profiledFiles, wishOf } from './uploaded-files.ts'

interface RunToDo {
  orgId: string
  importId: string
  memberId: string
}

/** How often a run says how far it has come, and looks whether it is to stop. Milliseconds. */
const EVERY = 500
/** A run that has said nothing for so long is dead. Seconds. */
const QUIET = 120

/** The member as they are now: who has left, or may not import any more, imports nothing. */
async function actorNow(tx: Tx, orgId: string, memberId: string): Promise<Actor | null> {
  const member = (await everyMember(tx)).find((m) => m.id === memberId && !m.left)
  if (!member || !may(member.role, 'import.run')) return null
  const { role, teamId } = member
  return actorOfSeat(tx, { orgId, memberId, userId: memberId, role, teamId }, memberId)
}

/** Lets `work` say how far it is; its signal stops it when the user or the server asks to. */
async function watched<T>(
  { orgId, importId }: RunToDo,
  context: JobContext,
  start: Progress,
  work: (watch: { signal: AbortSignal; say: (progress: Progress) => void }) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController()
  let now = start
  let telling: Promise<void> | null = null
  const tell = async () => {
    const asked = await context.open({ orgId }, (tx) => writeProgress(tx, importId, now))
    if (asked) cancelled.abort(new Cancelled())
  }
  const timer = setInterval(() => {
    telling ??= tell()
      .catch((error) => context.log.error({ err: error, importId }, 'import progress'))
      .finally(() => {
        telling = null
      })
  }, EVERY)
  try {
    return await work({
      signal: AbortSignal.any([cancelled.signal, context.signal]),
      say: (progress) => {
        now = progress
      },
    })
  } finally {
    clearInterval(timer)
    await telling
    await tell().catch(() => {})
  }
}

class Cancelled extends Error {}

/** Files the names imports have brought; until then they are found by what is written alone. */
export const fileNamesJob: Job<{ orgId: string }> = {
  name: 'exchange-file-names',
  expireAfter: 3600,
  async run({ orgId }, context) {
    await fileWaitingNames(context.open, orgId, { signal: context.signal })
  },
}

/** Imports what a run holds. It is never tried twice: a run that fails has written nothing and says why. */
export const runImportJob: Job<RunToDo> = {
  name: 'exchange-run-import',
  retries: 0,
  expireAfter: 4 * 3600,
  async run(todo, context) {
    const { orgId, importId, memberId } = todo
    const scope = { orgId, memberId }
    const given = await context.open(scope, async (tx) => {
      const actor = await actorNow(tx, orgId, memberId)
      if (!(await moveRun(tx, importId, ['queued'], 'running'))) return null
      const run = actor && (await findRun(tx, actor, importId))
      return { actor, run, files: await listFiles(tx, importId) }
    })
    if (!given) return
    const end = (state: 'failed' | 'cancelled', failure: ImportRun['failure']) =>
      context.open(scope, (tx) => moveRun(tx, importId, ['running'], state, failure))
    try {
      const { actor, run } = given
      if (!actor || !run) throw new ProblemError(exchangeProblems.notAllowed)
      const total = given.files.reduce((sum, f) => sum + f.rows, 0)
      await watched(todo, context, { phase: 'waiting', file: '', done: 0, total }, async ({ signal, say }) =>
        runImport({
          open: context.open,
          actor,
          importId,
          files: await profiledFiles(given.files),
          wish: wishOf(run, given.files),
          signal,
          onProgress: say,
          onWritten: (tx) => enqueue(tx, fileNamesJob, { orgId }),
        }),
      )
    } catch (error) {
      if (error instanceof Cancelled) await end('cancelled', null)
      else if (error instanceof UnreadableFile && error.problem.code === 'cancelled')
        await end(context.signal.aborted ? 'failed' : 'cancelled', null)
      else await end('failed', whyItFailed(error, context, importId))
    }
  },
}

function whyItFailed(error: unknown, context: JobContext, importId: string): ImportRun['failure'] {
  if (context.signal.aborted) return { code: 'exchange.interrupted', params: {} }
  const failure = failureOf(error)
  if (failure.code === exchangeProblems.failed.code)
    context.log.error({ err: error, importId }, 'import failed')
  return failure
}

/** Takes a run back. If it cannot, everything stays as it was and the run is done again. */
export const undoImportJob: Job<RunToDo> = {
  name: 'exchange-undo-import',
  retries: 0,
  expireAfter: 3600,
  async run(todo, context) {
    const { orgId, importId, memberId } = todo
    const scope = { orgId, memberId }
    const start = { phase: 'undoing', file: '', done: 0, total: 0 } as const
    try {
      await watched(todo, context, start, ({ signal }) =>
        context.open(scope, (tx) => undoRun(tx, importId, signal)),
      )
    } catch (error) {
      const failure = whyItFailed(error, context, importId)
      await context.open(scope, (tx) => moveRun(tx, importId, ['undoing'], 'done', failure))
    }
  },
}

/**
 * Says of runs that died with the server that they failed, forgets uploads after a week, and files names nobody has filed:
 * a command that was ended, or a server that was stopped, may leave some waiting.
 */
export const sweepImportsJob: Job = {
  name: 'exchange-sweep',
  schedule: '*/10 * * * *',
  async run(_data, context) {
    for (const { orgId } of await findOrganisations(context.open)) {
      const old = await context.open({ orgId }, async (tx) => {
        await failDeadRuns(tx, QUIET)
        return forgetOldFiles(tx, KEPT_DAYS)
      })
      for (const storedAs of old) await removeStored(storedAs)
      await fileWaitingNames(context.open, orgId, { signal: context.signal })
    }
    await removeStrays(KEPT_DAYS + 1)
  },
}

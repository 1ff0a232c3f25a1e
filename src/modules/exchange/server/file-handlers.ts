import { notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  exchangeProblems,
  MOST_FILES,
  removeImportFile,
  rereadImportFile,
  uploadImportFile,
} from '../exchange.contract.ts'
import { unusedName } from './command.ts'
import { deleteFile, type FileRow, listFiles, putFile } from './file-store.ts'
import { tryProfile } from './profile-file.ts'
import type { OpenOptions } from './reading/open-table.ts'
import { fileAnswers, requireOpenRun } from './run-handlers.ts'
import { pathOf, refuseLarge, removeStored, storeProfile, storeUpload } from './stored-files.ts'

/** Reads a stored file and keeps what it takes to plan; a file that cannot be read keeps its reason and loses its bytes. */
async function understandStored(
  file: Pick<FileRow, 'id' | 'name' | 'size' | 'sha256'> & { storedAs: string },
  open: Pick<OpenOptions, 'encoding' | 'sheet' | 'headerRow'>,
): Promise<FileRow> {
  const found = await tryProfile(pathOf(file.storedAs), file.name, open)
  if ('unreadable' in found) {
    return {
      ...file,
      format: null,
      encoding: null,
      delimiter: null,
      sheet: null,
      sheets: null,
      header: [],
      headerRow: null,
      rows: 0,
      blankRows: 0,
      target: null,
      unreadable: found.unreadable,
      problems: [],
    }
  }
  await storeProfile(file.storedAs, found.profile)
  const { table, profile } = found
  return {
    ...file,
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
  }
}

async function requireFile(tx: Tx, importId: string, fileId: string): Promise<FileRow> {
  const file = (await listFiles(tx, importId)).find((f) => f.id === fileId)
  if (!file) throw notFound()
  return file
}

export const fileRoutes: Route[] = [
  on(uploadImportFile, async ({ actor, open, params, query, upload, request }) => {
    const { importId, fileId } = params
    const scope = { orgId: actor.orgId, memberId: actor.memberId }
    await open(
      scope,
      async (tx) => {
        await requireOpenRun(tx, actor, importId)
        if ((await listFiles(tx, importId)).length >= MOST_FILES)
          throw new ProblemError(exchangeProblems.tooManyFiles, { params: { limit: MOST_FILES } })
      },
      { readOnly: true },
    )
    refuseLarge(request.headers['content-length'])
    const stored = await storeUpload(upload)
    try {
      const name = query.name || 'file'
      // No transaction is open while the file is read: it may be large.
      const file = await understandStored({ id: fileId, name, ...stored }, {})
      return await open(scope, async (tx) => {
        await requireOpenRun(tx, actor, importId)
        const there = await listFiles(tx, importId)
        // A repeated upload replaces the first one.
        const old = there.find((f) => f.id === fileId)?.storedAs
        const taken = new Set(there.filter((f) => f.id !== fileId).map((f) => f.name))
        const row = { ...file, name: unusedName(name, taken), ...(file.unreadable && { storedAs: null }) }
        if (!(await putFile(tx, importId, row))) throw notFound()
        tx.afterCommit(() => {
          if (old) void removeStored(old).catch(() => {})
          if (file.unreadable) void removeStored(stored.storedAs).catch(() => {})
        })
        const [answer] = await fileAnswers(tx, importId, [row])
        return answer as NonNullable<typeof answer>
      })
    } catch (error) {
      await removeStored(stored.storedAs)
      throw error
    }
  }),

  on(removeImportFile, async ({ tx, actor, params }) => {
    await requireOpenRun(tx, actor, params.importId)
    const file = await requireFile(tx, params.importId, params.fileId)
    await deleteFile(tx, file.id)
    tx.afterCommit(() => {
      if (file.storedAs) void removeStored(file.storedAs).catch(() => {})
    })
  }),

  on(rereadImportFile, async ({ tx, actor, params, body }) => {
    await requireOpenRun(tx, actor, params.importId)
    const file = await requireFile(tx, params.importId, params.fileId)
    if (file.storedAs === null) throw new ProblemError(exchangeProblems.filesGone)
    // The transaction stays open while the file is read; a word now and then keeps it from being taken for dead.
    const awake = setInterval(() => void tx.query('select 1').catch(() => {}), 20_000)
    try {
      const again = await understandStored(
        { ...file, storedAs: file.storedAs },
        {
          ...(body.encoding && { encoding: body.encoding }),
          ...(body.sheet && { sheet: body.sheet }),
          ...(body.headerRow && { headerRow: body.headerRow }),
        },
      )
      await putFile(tx, params.importId, again)
      const [answer] = await fileAnswers(tx, params.importId, [again])
      return answer as NonNullable<typeof answer>
    } finally {
      clearInterval(awake)
    }
  }),
]

import { ProblemError } from '#platform/contract/problem.ts'
import { exchangeProblems } from '../exchange.contract.ts'
import type { Settled } from '../import-plan.rules.ts'
import type { FileRow } from './file-store.ts'
import type { RunRow } from './run-store.ts'
import type { ImportWish, ProfiledFile } from './running/run-import.ts'
import { loadProfile, pathOf } from './stored-files.ts'

/** The readable files of a run with their profiles. @throws `exchange.files-gone` */
export async function profiledFiles(files: readonly FileRow[]): Promise<ProfiledFile[]> {
  const profiled: ProfiledFile[] = []
  for (const file of files) {
    if (file.unreadable) continue
    if (file.storedAs === null) throw new ProblemError(exchangeProblems.filesGone)
    const profile = await loadProfile(file.storedAs)
    profiled.push({
      fileId: file.id,
      name: file.name,
      path: pathOf(file.storedAs),
      open: openingOf(file),
      problems: file.problems,
      profile: { ...profile, name: file.name },
    })
  }
  return profiled
}

/** How to open a file again so that it reads as it did. */
export function openingOf(file: Pick<FileRow, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'headerRow'>) {
  return {
    ...(file.format === 'csv' && file.encoding && { encoding: file.encoding }),
    ...(file.format === 'csv' && file.delimiter && { delimiter: file.delimiter }),
    ...(file.format === 'xlsx' && file.sheet && { sheet: file.sheet }),
    ...(file.headerRow && { headerRow: file.headerRow }),
  }
}

/** What the user has settled so far, by the files' names as planning wants it. */
export function wishOf(run: RunRow, files: readonly FileRow[]): ImportWish {
  const settled: Required<Settled> = { targets: {}, fields: {} }
  for (const { id, name } of files) {
    const target = run.settled.targets?.[id]
    if (target) settled.targets[name] = target
    const fields = run.settled.fields?.[id]
    if (fields)
      settled.fields[name] = Object.fromEntries(Object.entries(fields).map(([at, f]) => [Number(at), f]))
  }
  return {
    settled,
    answers: run.answers,
    acceptProposals: false,
    currency: run.currency,
    accountName: run.accountName,
  }
}

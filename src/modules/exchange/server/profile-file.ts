import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileProfile } from '../file-profile.rules.ts'
import { FileProfiler } from '../file-profile.rules.ts'
import type { Problem } from '../problems.rules.ts'
import { openTable } from './reading/open-table.ts'
import { cellText, type Table } from './reading/table.ts'
import { UnreadableFile } from './reading/unreadable-file.ts'

export interface ProfiledTable {
  table: Omit<Table, 'rows'>
  profile: FileProfile
}

/**
 * Reads a file once and remembers what understanding it takes; in bounded memory.
 * @param name unique among the files understood together
 * @throws UnreadableFile
 */
export async function profileTable(
  path: string,
  name: string,
  open: { encoding?: string; sheet?: string; delimiter?: string; headerRow?: number },
  signal?: AbortSignal,
): Promise<ProfiledTable> {
  const table = await openTable(path, { name, ...open, ...(signal && { signal }) })
  const profiler = new FileProfiler(name, table.header)
  let read = 0
  for await (const { row, cells } of table.rows()) {
    profiler.add(row, cells.map(cellText))
    read += 1
    // Others want the processor too.
    if (read % 2_000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const { rows: _, ...rest } = table
  return { table: rest, profile: profiler.finish() }
}

/** As `profileTable`, but answers why a file cannot be read instead of throwing. */
export async function tryProfile(
  ...given: Parameters<typeof profileTable>
): Promise<ProfiledTable | { unreadable: Problem }> {
  try {
    return await profileTable(...given)
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.problem }
    throw error
  }
}

/** A profile as JSON text, and back: its distinct values are a map. */
export function profileToJson(profile: FileProfile): string {
  return JSON.stringify(profile, (_key, value) => (value instanceof Map ? { map: [...value] } : value))
}

export function profileFromJson(json: string): FileProfile {
  return JSON.parse(json, (key, value) => (key === 'distinct' ? new Map(value.map) : value))
}

/** The digest of a file's bytes, in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

import { openDelimited } from './delimited-table.ts'
import { fileKind } from './file-kind.ts'
import { defaultLimits, type ReadLimits } from './limits.ts'
import type { Table } from './table.ts'
import { openWorkbook } from './workbook-table.ts'

export type OpenOptions = {
  /** The file's name as the user knows it (the upload's name, not our temporary path). */
  name: string
  /** Overrides detection: utf-8, utf-16le, utf-16be, gb18030 (gbk), big5, windows-1252. */
  encoding?: string
  /** For a workbook: the sheet to read; without it the first visible one. */
  sheet?: string
  /** Overrides detection: one character. */
  delimiter?: string
  /** Overrides detection: the row that names the columns, 1-based; the first row from there on that is not blank. */
  headerRow?: number
  signal?: AbortSignal
  limits?: Partial<ReadLimits>
}

/**
 * Opens a table of unknown origin for reading: delimited text in any of the usual encodings, or xlsx. Only the
 * header is read now; `rows()` streams the rest in constant memory.
 * Throws UnreadableFile, whose `problem` names the reason, when the file is not such a table, exceeds a limit,
 * or reading is cancelled through `signal`.
 */
export async function openTable(path: string, options: OpenOptions): Promise<Table> {
  const limits = { ...defaultLimits, ...options.limits }
  const { kind } = await fileKind(path, limits)
  return kind === 'zip' ? openWorkbook(path, options, limits) : openDelimited(path, options, limits)
}

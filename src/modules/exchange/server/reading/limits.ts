/** Upper bounds for reading a file nobody has vouched for. Sizes in bytes or characters (UTF-16 units). */
export type ReadLimits = {
  fileBytes: number
  rows: number
  columns: number
  cellChars: number
  /** A record longer than this is not a record: a quote was left open, or the file is no table. */
  recordChars: number
  zipEntries: number
  zipEntryBytes: number
  zipTotalBytes: number
  /** Uncompressed ÷ compressed; honest spreadsheets stay under about 100. Only judged above `zipRatioFrom` bytes. */
  zipRatio: number
  zipRatioFrom: number
  xmlDepth: number
  /** Characters the XML parser may hold without reporting anything: one giant text or attribute. */
  xmlPending: number
  sharedStringChars: number
  mergedRanges: number
}

export const defaultLimits: ReadLimits = {
  fileBytes: 512 * 1024 ** 2,
  rows: 2_000_000,
  columns: 1_000,
  cellChars: 32_767,
  recordChars: 1024 ** 2,
  zipEntries: 2_000,
  zipEntryBytes: 512 * 1024 ** 2,
  zipTotalBytes: 1024 ** 3,
  zipRatio: 200,
  zipRatioFrom: 4 * 1024 ** 2,
  xmlDepth: 32,
  xmlPending: 2 * 1024 ** 2,
  sharedStringChars: 64 * 1024 ** 2,
  mergedRanges: 20_000,
}

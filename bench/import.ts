import type pg from 'pg'

export interface ImportRow {
  rows: number
  perSecond: number
  copyPerSecond: number
  ratio: number
}

/** Filled in with the import engine. */
export async function importAgainstCopy(
  _config: pg.PoolConfig,
  _folder: string,
  _rows: number,
  _say: (line: string) => void,
): Promise<ImportRow | null> {
  return null
}

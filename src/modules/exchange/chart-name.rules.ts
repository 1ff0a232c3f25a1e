import type { OrganogramRow } from './organogram.rules.ts'

/**
 * Whose chart it is: the one organisation all rows name, else the one department above them, else what the file is called.
 */
export function nameOfChart(rows: readonly OrganogramRow[], fileName: string): string {
  for (const field of ['organisation', 'parentDepartment'] as const) {
    const names = new Set(rows.map((r) => r[field].trim()).filter((name) => name !== ''))
    const [only] = names
    if (names.size === 1 && only !== undefined && only.length <= 200) return only
  }
  return fileName.replace(/\.(csv|tsv|txt|xlsx)$/i, '').slice(0, 200)
}

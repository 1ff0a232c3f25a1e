import type { ColumnMapping } from './mapping.rules.ts'
import type { OrganogramRow } from './organogram.rules.ts'

/** A row of a file as a row of a chart, by the mapping; fields without a column are empty. */
export function organogramRow(
  mapping: readonly ColumnMapping[],
  row: number,
  cells: readonly string[],
): OrganogramRow {
  const text = (field: string) => {
    const index = mapping.find((m) => m.field === field)?.index
    return index === undefined ? '' : (cells[index] ?? '')
  }
  return {
    row,
    postId: text('postId'),
    title: text('title'),
    grade: text('grade'),
    parentDepartment: text('parentDepartment'),
    organisation: text('organisation'),
    unit: text('unit'),
    reportsTo: text('reportsTo'),
    fte: text('fte'),
    profession: text('profession'),
  }
}

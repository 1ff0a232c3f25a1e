import type { ReadLimits } from './limits.ts'
import { columnIndex } from './sheet-rows.ts'
import type { Cell } from './table.ts'
import type { ZipParts } from './zip-parts.ts'

export type MergedRange = { text: string; top: number; bottom: number; left: number }

/**
 * The merged ranges of a sheet that span several rows. They stand after the cells in the file, yet are needed
 * while reading them, so the part is skimmed once for them alone (as bytes: no XML is built).
 */
export async function mergedRanges(
  zip: ZipParts,
  part: string,
  limits: ReadLimits,
  signal?: AbortSignal,
): Promise<{ ranges: MergedRange[]; tooMany: boolean }> {
  const ranges: MergedRange[] = []
  let text = ''
  for await (const chunk of zip.read(part, signal)) {
    text += chunk.toString('latin1')
    for (const match of text.matchAll(
      /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g,
    )) {
      const [, left, top, bottom] = match
      if (Number(bottom) <= Number(top)) continue
      if (ranges.length >= limits.mergedRanges) return { ranges, tooMany: true }
      const reference = match[0].slice(match[0].lastIndexOf('ref="') + 5, -1)
      ranges.push({
        text: reference,
        top: Number(top),
        bottom: Number(bottom),
        left: columnIndex(`${left}1`),
      })
    }
    // Keep only what may be the beginning of a tag that goes on in the next chunk.
    const open = text.lastIndexOf('<')
    text = open >= 0 && text.length - open < 512 && !text.includes('>', open) ? text.slice(open) : ''
  }
  ranges.sort((a, b) => a.top - b.top)
  return { ranges, tooMany: false }
}

/**
 * Gives every row of a vertically merged range the value of its first cell, as the reader of the sheet sees it
 * ("one company, five contacts beside it"). Call it row by row, top down.
 */
export function mergeFiller(ranges: readonly MergedRange[]) {
  let next = 0
  let active: { range: MergedRange; value: Cell }[] = []
  return (row: number, cells: Cell[]): MergedRange[] => {
    active = active.filter((a) => a.range.bottom >= row)
    for (const { range, value } of active) {
      while (cells.length <= range.left) cells.push('')
      if (cells[range.left] === '') cells[range.left] = value
    }
    const begun: MergedRange[] = []
    for (let range = ranges[next]; range && range.top <= row; range = ranges[++next]) {
      const value = cells[range.left]
      if (range.top !== row || value === undefined || value === '') continue
      active.push({ range, value })
      begun.push(range)
    }
    return begun
  }
}

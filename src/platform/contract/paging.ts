import { z } from 'zod'

/** The query of every list. `cursor` is opaque: what the last page answered as `next`. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** A page of a list: `next` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Packs the sort keys of a page's last row. */
export function encodeCursor(keys: readonly (string | number | null)[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(keys))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The keys packed by `encodeCursor`, or null if the cursor is not one of ours (then the first page is answered). */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (!cursor) return null
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    const keys: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const isKey = (k: unknown) => k === null || typeof k === 'string' || typeof k === 'number'
    return Array.isArray(keys) && keys.length === length && keys.every(isKey) ? keys : null
  } catch {
    return null
  }
}

/** Cuts the one row too many a store fetched (`limit + 1`) and packs the next cursor from the last row kept. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  keys: (row: Row) => (string | number | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null }
}

import { id } from '#platform/contract/fields.ts'
import { decodeCursor } from '#platform/contract/paging.ts'

/** The keys of a cursor whose last key is an id; null where somebody made the cursor up, which answers the first page. */
export function idCursor(cursor: string | undefined, length = 1): (string | number | null)[] | null {
  const keys = decodeCursor(cursor, length)
  return keys && id.safeParse(keys.at(-1)).success ? keys : null
}

/** The id of a cursor that has no other key. */
export function cursorId(cursor: string | undefined): string | null {
  return (idCursor(cursor)?.[0] as string | undefined) ?? null
}

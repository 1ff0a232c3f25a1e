import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'
import { type FoundKind, find } from '../search.contract.ts'

/** Records of one kind whose name, or a part of it, begins so; within one account where asked. */
export async function searchRecords(
  kind: FoundKind,
  accountId: string | undefined,
  text: string,
  signal: AbortSignal,
): Promise<Picked[]> {
  if (text.trim() === '') return []
  const query = { q: text, kind, limit: 12, ...(accountId && { accountId }) }
  const { items } = await readOnce(find, { query }, { signal })
  return items.map((item) => ({
    id: item.id,
    label: item.name,
    ...(item.account && accountId === undefined && { detail: item.account.name }),
  }))
}

import { useState } from 'react'
import { listPeople } from '#modules/people/people.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { words } from '../words/index.ts'

/** Who said it: one of this customer's people. */
export function PersonField({
  accountId,
  name,
  value,
  onChange,
  disabled = false,
}: {
  accountId: string
  /** Of the person chosen before. */
  name: string
  value: string | null
  onChange: (personId: string | null) => void
  disabled?: boolean
}) {
  const w = useWords(words)
  const [picked, setPicked] = useState<Picked | null>(null)
  const shown = value === null ? null : picked?.id === value ? picked : { id: value, label: name }
  return (
    <RecordPicker
      name="personId"
      label={w.sheet.who}
      placeholder={w.sheet.nobody}
      disabled={disabled}
      value={shown}
      onChange={(person) => {
        setPicked(person)
        onChange(person?.id ?? null)
      }}
      search={async (q, signal) => {
        const page = await readOnce(
          listPeople,
          { params: { accountId }, query: { ...(q && { q }), limit: 12 } },
          { signal },
        )
        return page.items.map((p) => ({ id: p.id, label: p.name, ...(p.title && { detail: p.title }) }))
      }}
    />
  )
}

import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { createRival } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { findRivals } from './find-here.ts'

interface RivalPickerProps {
  name?: string
  value: Picked | null
  onChange: (value: Picked | null) => void
}

/** Chooses a rival from the library, or adds one there by its name. */
export function RivalPicker({ name = 'rivalId', value, onChange }: RivalPickerProps) {
  const w = useWords(words)
  const create = useWrite(createRival)
  return (
    <RecordPicker
      name={name}
      label={w.panel.rival}
      required
      value={value}
      onChange={onChange}
      search={findRivals}
      create={async (text) => {
        const rival = await create.mutateAsync({ body: { id: newId(), name: text } })
        return { id: rival.id, label: rival.name }
      }}
    />
  )
}

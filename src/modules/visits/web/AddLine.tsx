import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import { IconButton } from '#ui/Button.tsx'
import { Form } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import classes from './visits.module.css'

/** One line and a plus: what is added stands in the list above at once. */
export function AddLine({
  label,
  placeholder,
  onAdd,
}: {
  label: string
  placeholder: string
  onAdd: (text: string) => void
}) {
  const w = usePlatformWords()
  const [text, setText] = useState('')
  const add = () => {
    const line = text.trim()
    if (line === '') return
    onAdd(line)
    setText('')
  }
  return (
    <Form onSubmit={add} label={label}>
      <div className={classes.add}>
        <TextField label={label} placeholder={placeholder} value={text} onChange={setText} maxLength={300} />
        <IconButton label={w.common.add} icon={<IconPlus />} onClick={add} disabled={text.trim() === ''} />
      </div>
    </Form>
  )
}

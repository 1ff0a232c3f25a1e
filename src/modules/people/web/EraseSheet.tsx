import { useState } from 'react'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { erasePerson, type PersonRecord } from '../people.contract.ts'
import { words } from '../words/index.ts'

/** Asks for the reason before a person is erased: there is no way back from it. */
export function EraseSheet({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(words)
  const [reason, setReason] = useState('')
  const erase = useWrite(erasePerson)
  const submit = () =>
    erase.mutate(
      { params: { personId: person.id }, body: { reason } },
      {
        onSuccess: () => {
          toast(w.person.eraseDone)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.person.eraseTitle(person.name)}>
      <Form onSubmit={submit} problem={erase.error} bundles={[words]} busy={erase.isPending}>
        <Notice tone="warn">{w.person.eraseText}</Notice>
        <TextField
          name="reason"
          label={w.person.eraseReason}
          hint={w.person.eraseReasonHint}
          required
          value={reason}
          onChange={setReason}
        />
        <FormActions>
          <Button type="submit" variant="danger" busy={erase.isPending}>
            {w.person.erase}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  )
}

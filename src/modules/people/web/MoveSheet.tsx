import { Text } from '@mantine/core'
import { useState } from 'react'
import { listAccounts } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { movePerson, type PersonRecord } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { moveWords } from '../words/move.ts'

/** Somebody changes to another customer: where to, since when; and, before one says so, what goes along and what stays. */
export function MoveSheet({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(moveWords)
  const [id] = useState(newId)
  const [account, setAccount] = useState<Picked | null>(null)
  const [since, setSince] = useState<string | null>(() => today())
  const [title, setTitle] = useState('')
  const move = useWrite(movePerson)
  const search = async (q: string, signal: AbortSignal) => {
    const { items } = await readOnce(listAccounts, { query: { ...(q && { q }), limit: 12 } }, { signal })
    return items
      .filter((one) => one.id !== person.accountId)
      .map((one) => ({ id: one.id, label: one.name, ...(one.region && { detail: one.region }) }))
  }
  const submit = () => {
    if (!account || !since) return
    move.mutate(
      {
        params: { personId: person.id },
        body: { id, accountId: account.id, since, title, version: person.version },
      },
      {
        onSuccess: () => {
          toast(w.done(person.name, account.label))
          onClose()
        },
      },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.title(person.name)} size="narrow">
      <Form onSubmit={submit} problem={move.error} bundles={[words]} busy={move.isPending}>
        <RecordPicker
          name="accountId"
          label={w.account}
          hint={w.accountHint}
          required
          search={search}
          value={account}
          onChange={setAccount}
        />
        <DayField name="since" label={w.since} required value={since} onChange={setSince} />
        <TextField name="title" label={w.post} maxLength={120} value={title} onChange={setTitle} />
        <Notice tone="warn">{w.follows}</Notice>
        <Text size="sm" c="dimmed">
          {w.stays}
        </Text>
        <FormActions>
          <SubmitButton disabled={account === null || since === null}>{w.submit}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

import { useState } from 'react'
import { changePost, type Post } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { addEmployment, createPerson } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { findPeople } from './find-people.ts'

/** Puts somebody into a post without a known holder, or says that it is vacant. */
export function SeatSheet({
  accountId,
  post,
  onClose,
}: {
  accountId: string
  post: Post
  onClose: () => void
}) {
  const w = useWords(words)
  const [ids] = useState(() => ({ person: newId(), employment: newId() }))
  const [who, setWho] = useState<'new' | 'known' | 'vacant' | 'unknown' | null>('new')
  const [name, setName] = useState('')
  const [picked, setPicked] = useState<Picked | null>(null)
  const create = useWrite(createPerson)
  const employ = useWrite(addEmployment)
  const change = useWrite(changePost)
  const done = (label: string) => () => {
    if (label) toast(w.organisation.added(label))
    onClose()
  }
  const submit = () => {
    if (who === 'new')
      create.mutate(
        { params: { accountId }, body: { id: ids.person, name, postId: post.id } },
        { onSuccess: done(name) },
      )
    else if (who === 'known' && picked)
      employ.mutate(
        { params: { personId: picked.id }, body: { id: ids.employment, accountId, postId: post.id } },
        { onSuccess: done(picked.label) },
      )
    else if (who === 'vacant' || who === 'unknown')
      change.mutate(
        {
          params: { postId: post.id },
          body: { vacant: who === 'vacant', holderUnknown: who === 'unknown', version: post.version },
        },
        { onSuccess: done('') },
      )
  }
  const busy = create.isPending || employ.isPending || change.isPending
  return (
    <Sheet opened onClose={onClose} title={post.title}>
      <Form
        onSubmit={submit}
        problem={create.error ?? employ.error ?? change.error}
        bundles={[words]}
        busy={busy}
      >
        <ChipChoice
          label={w.organisation.holder}
          value={who}
          onChange={setWho}
          required
          options={[
            { value: 'new', label: w.organisation.newPerson },
            { value: 'known', label: w.organisation.knownPerson },
            post.vacant
              ? { value: 'unknown', label: w.organisation.holderUnknown }
              : { value: 'vacant', label: w.organisation.holderVacant },
          ]}
        />
        {who === 'new' && (
          <TextField name="name" label={w.fields.name} required autoFocus value={name} onChange={setName} />
        )}
        {who === 'known' && (
          <RecordPicker
            label={w.fields.name}
            required
            value={picked}
            onChange={setPicked}
            search={(text, signal) => findPeople(accountId, text, signal)}
          />
        )}
        <FormActions>
          <SubmitButton busy={busy} disabled={who === 'known' && picked === null}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

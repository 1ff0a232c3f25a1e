import { useState } from 'react'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { PasswordField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { changeEmail, changeMyEmail } from '../members.contract.ts'
import { words } from '../words/index.ts'

/** Another e-mail for a member, by an administrator. */
export function EmailSheet(props: {
  member: { id: string; name: string; version: number }
  onClose: () => void
}) {
  const w = useWords(words).member
  const [email, setEmail] = useState('')
  const save = useWrite(changeEmail)
  const { member, onClose } = props
  const submit = () =>
    save.mutate(
      { params: { memberId: member.id }, body: { email: email.trim(), version: member.version } },
      {
        onSuccess: () => {
          toast(w.emailChanged(member.name))
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.changeEmail} size="narrow">
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <TextField
          name="email"
          type="email"
          label={w.newEmail}
          hint={w.changeEmailHint}
          autoComplete="off"
          required
          value={email}
          onChange={setEmail}
        />
        <FormActions>
          <SubmitButton>{w.changeEmail}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

/** Another e-mail for oneself; takes the password. */
export function MyEmailSheet({ version, onClose }: { version: number; onClose: () => void }) {
  const w = useWords(words).settings
  const [draft, setDraft] = useState({ email: '', current: '' })
  const save = useWrite(changeMyEmail)
  const submit = () =>
    save.mutate(
      { body: { email: draft.email.trim(), current: draft.current, version } },
      {
        onSuccess: () => {
          toast(w.emailChanged)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.changeEmail} size="narrow">
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <TextField
          name="email"
          type="email"
          label={w.newEmail}
          hint={w.emailHint}
          autoComplete="email"
          required
          value={draft.email}
          onChange={(email) => setDraft({ ...draft, email })}
        />
        <PasswordField
          name="current"
          label={w.current}
          autoComplete="current-password"
          required
          value={draft.current}
          onChange={(current) => setDraft({ ...draft, current })}
        />
        <FormActions>
          <SubmitButton>{w.changeEmail}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

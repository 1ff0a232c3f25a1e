import { useState } from 'react'
import { useWrite } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useSignedIn } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { CheckField, PasswordField, TextField } from '#ui/fields.tsx'
import { signIn } from '../members.contract.ts'
import { words } from '../words/index.ts'
import { Door } from './Door.tsx'

export function SignInPage() {
  const w = useWords(words).signIn
  const [{ back }] = useSearch()
  const signedIn = useSignedIn()
  const enter = useWrite(signIn)
  const [draft, setDraft] = useState({ email: '', password: '', remember: true })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  return (
    <Door
      title={w.title}
      foot={
        <>
          <p>{w.forgot}</p>
          <p>{w.noSeat}</p>
        </>
      }
    >
      <Form
        onSubmit={() => enter.mutate({ body: draft }, { onSuccess: () => signedIn(back) })}
        problem={enter.error}
        bundles={[words]}
        busy={enter.isPending}
      >
        <TextField
          name="email"
          label={w.email}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={draft.email}
          onChange={(email) => set({ email: email.trim() })}
        />
        <PasswordField
          name="password"
          label={w.password}
          autoComplete="current-password"
          required
          value={draft.password}
          onChange={(password) => set({ password })}
        />
        <CheckField label={w.remember} value={draft.remember} onChange={(remember) => set({ remember })} />
        <SubmitButton full busy={enter.isPending}>
          {w.submit}
        </SubmitButton>
      </Form>
    </Door>
  )
}

import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useSignedIn } from '#platform/web/session.tsx'
import { useLocale, useWords } from '#platform/words/use.ts'
import { deviceZone } from '#platform/words/zone.ts'
import { Button } from '#ui/Button.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { PasswordField, SwitchField, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { getSetupState, setUp } from '../members.contract.ts'
import { words } from '../words/index.ts'
import classes from './Door.module.css'
import { Door } from './Door.tsx'

/** The very first open: a company, its administrator, and the sample story if one likes. */
export function SetUpPage() {
  const w = useWords(words).setUp
  const state = useRead(getSetupState)
  return (
    <Door title={w.title} intro={state.data?.needed === false ? w.done : w.intro}>
      <Loaded read={state}>
        {({ needed }) =>
          needed ? (
            <SetUpForm />
          ) : (
            <Button variant="primary" to="/sign-in" full>
              {w.toSignIn}
            </Button>
          )
        }
      </Loaded>
    </Door>
  )
}

function SetUpForm() {
  const bundle = useWords(words)
  const w = bundle.setUp
  const locale = useLocale()
  const signedIn = useSignedIn()
  const create = useWrite(setUp)
  // The ids are made once: a set-up sent again is the same set-up.
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    memberId: newId(),
    company: '',
    name: '',
    email: '',
    password: '',
    withStory: true,
  }))
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const submit = () =>
    create.mutate({ body: { ...draft, locale, timeZone: deviceZone() } }, { onSuccess: () => signedIn() })
  return (
    <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
      <TextField
        name="company"
        label={w.company}
        hint={w.companyHint}
        autoComplete="organization"
        required
        autoFocus
        maxLength={120}
        value={draft.company}
        onChange={(company) => set({ company })}
      />
      <TextField
        name="name"
        label={w.you}
        hint={w.youHint}
        autoComplete="name"
        required
        maxLength={60}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        name="email"
        label={w.email}
        type="email"
        autoComplete="username"
        required
        value={draft.email}
        onChange={(email) => set({ email: email.trim() })}
      />
      <PasswordField
        name="password"
        label={w.password}
        hint={bundle.passwordHint}
        autoComplete="new-password"
        required
        value={draft.password}
        onChange={(password) => set({ password })}
      />
      <div className={classes.story}>
        <SwitchField
          name="withStory"
          label={w.story}
          hint={w.storyHint}
          value={draft.withStory}
          onChange={(withStory) => set({ withStory })}
        />
      </div>
      <SubmitButton full busy={create.isPending}>
        {w.submit}
      </SubmitButton>
    </Form>
  )
}

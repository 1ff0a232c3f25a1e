import { useEffect, useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { useWrite } from '#platform/web/query.ts'
import { useSignedIn } from '#platform/web/session.tsx'
import { useLocale, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { PasswordField, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { CardSkeleton } from '#ui/Skeletons.tsx'
import { acceptLink, lookAtLink } from '../members.contract.ts'
import { words } from '../words/index.ts'
import classes from './Door.module.css'
import { Door } from './Door.tsx'

/** Where an invitation or a password link leads. The token stands behind `#` and is never sent as an address. */
export function JoinPage() {
  const w = useWords(words)
  const say = useProblem(words)
  const [token] = useState(() => window.location.hash.slice(1))
  const look = useWrite(lookAtLink)
  const { mutate } = look
  useEffect(() => {
    if (token) mutate({ body: { token } })
  }, [token, mutate])
  const link = look.data
  const title = link?.purpose === 'reset' ? w.join.resetTitle : w.join.title
  if (!token || look.error) {
    return (
      <Door title={title}>
        <Notice
          tone="bad"
          actions={
            <Button size="sm" to="/sign-in">
              {w.setUp.toSignIn}
            </Button>
          }
        >
          {look.error && look.error.code !== 'platform.invalid' ? say(look.error) : w.join.noToken}
        </Notice>
      </Door>
    )
  }
  if (!link)
    return (
      <Door title={title}>
        <CardSkeleton />
      </Door>
    )
  const intro =
    link.purpose === 'reset'
      ? w.join.resetIntro(link.organisation)
      : w.join.intro(link.invitedBy, link.organisation)
  return (
    <Door title={title} intro={intro}>
      <JoinForm token={token} link={link} />
    </Door>
  )
}

function JoinForm({ token, link }: { token: string; link: OkOf<typeof lookAtLink> }) {
  const bundle = useWords(words)
  const w = bundle.join
  const { roles } = usePlatformWords()
  const locale = useLocale()
  const signedIn = useSignedIn()
  const accept = useWrite(acceptLink)
  const [draft, setDraft] = useState({ name: link.name, password: '' })
  const joins = link.purpose === 'join'
  return (
    <Form
      onSubmit={() => accept.mutate({ body: { token, locale, ...draft } }, { onSuccess: () => signedIn() })}
      problem={accept.error}
      bundles={[words]}
      busy={accept.isPending}
    >
      <dl className={classes.facts}>
        <dt>{w.email}</dt>
        <dd>{link.email}</dd>
        {joins && <dd>{w.as(roles[link.role])}</dd>}
      </dl>
      {/* For the browser's password store: it keeps the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
      {joins && (
        <TextField
          name="name"
          label={w.name}
          autoComplete="name"
          required
          maxLength={60}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
      )}
      <PasswordField
        name="password"
        label={w.password}
        hint={bundle.passwordHint}
        autoComplete="new-password"
        required
        value={draft.password}
        onChange={(password) => setDraft({ ...draft, password })}
      />
      <SubmitButton full busy={accept.isPending}>
        {joins ? w.submit : w.resetSubmit}
      </SubmitButton>
    </Form>
  )
}

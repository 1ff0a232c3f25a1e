import { IconDeviceDesktop, IconDeviceMobile, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { CallError } from '#platform/web/client.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useMay, useMe, useSignedIn } from '#platform/web/session.tsx'
import { setLocale } from '#platform/words/locale.ts'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { LOCALES } from '#platform/words/words.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { PasswordField, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  changeMe,
  changePassword,
  endSession,
  getMe,
  listSessions,
  signOutEverywhere,
} from '../members.contract.ts'
import { words } from '../words/index.ts'
import { deviceName, isHandheld } from './device-name.ts'
import { MyEmailSheet } from './EmailSheet.tsx'
import classes from './Members.module.css'

/** What concerns oneself: name, language, password, and where one is signed in. */
export function SettingsPage() {
  const w = useWords(words)
  const { roles } = usePlatformWords()
  const { member, organisation } = useMe()
  const audits = useMay('audit.read')
  const manages = useMay('organisation.manage')
  const me = useRead(getMe)
  return (
    <Page
      title={w.settings.title}
      subtitle={`${roles[member.role]} · ${organisation.name}`}
      width="narrow"
      actions={
        audits && (
          <Button variant="quiet" icon={<IconShieldCheck size={18} />} to="/audit">
            {w.audit.title}
          </Button>
        )
      }
    >
      <Loaded read={me}>{(mine) => <Profile me={mine} />}</Loaded>
      {manages && <ForEverybody />}
      <Password />
      <Sessions />
    </Page>
  )
}

/** What an administrator decides for the whole company; each has its own page. */
function ForEverybody() {
  const w = useWords(words).settings
  return (
    <Section title={w.company} hint={w.companyHint}>
      <div className={classes.tools}>
        <Button to="/settings/organisation">{w.timeZone}</Button>
        <Button to="/settings/dossier-fields">{w.dossierFields}</Button>
        <Button to="/settings/visit-kinds">{w.visitKinds}</Button>
        <Button to="/settings/closing-methods">{w.closingMethods}</Button>
        <Button to="/members">{w.membersAndTeams}</Button>
      </div>
    </Section>
  )
}

function Profile({ me }: { me: OkOf<typeof getMe> }) {
  const w = useWords(words).settings
  const [moving, setMoving] = useState(false)
  const save = useWrite(changeMe)
  const form = useAutosave({
    record: me.member,
    pick: ({ name, locale }) => ({ name, locale }),
    save: (draft, version) =>
      save.mutateAsync({ body: { ...draft, version } }).then(
        ({ member }) => member,
        (error: unknown) => {
          throw memberOfConflict(error)
        },
      ),
  })
  const language = (locale: keyof typeof w.languages) => w.languages[locale]
  return (
    <Section title={w.profile} actions={<SaveState form={form} />}>
      <Card>
        <FormErrors problem={form.problem} bundles={[words]}>
          <TextField
            name="name"
            label={w.name}
            required
            autoComplete="name"
            maxLength={60}
            value={form.value.name}
            onChange={(name) => form.set({ name })}
          />
          <div className={classes.row}>
            <dl className={classes.facts}>
              <dt>{w.email}</dt>
              <dd>{me.member.email}</dd>
            </dl>
            <Button size="sm" onClick={() => setMoving(true)}>
              {w.changeEmail}
            </Button>
          </div>
          <ChipChoice
            name="locale"
            label={w.language}
            required
            options={LOCALES.map((value) => ({ value, label: language(value) }))}
            value={form.value.locale}
            onChange={(locale) => {
              if (!locale) return
              form.set({ locale })
              setLocale(locale)
            }}
          />
        </FormErrors>
      </Card>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.name },
          { key: 'locale', label: w.language, render: language },
        ]}
      />
      {moving && <MyEmailSheet version={me.member.version} onClose={() => setMoving(false)} />}
    </Section>
  )
}

/** The form saves the member alone; the answer, also that of a lost race, has it inside. */
function memberOfConflict(error: unknown): unknown {
  if (!(error instanceof CallError) || error.code !== 'platform.conflict') return error
  const { status, code, current } = error
  return new CallError({ status, code, current: (current as OkOf<typeof changeMe> | undefined)?.member })
}

function Password() {
  const bundle = useWords(words)
  const w = bundle.settings
  const me = useMe().member
  const change = useWrite(changePassword)
  const empty = { current: '', next: '' }
  const [draft, setDraft] = useState(empty)
  const submit = () =>
    change.mutate(
      { body: draft },
      {
        onSuccess: ({ ended }) => {
          setDraft(empty)
          toast(w.changed(ended))
        },
      },
    )
  return (
    <Section title={w.password} hint={w.passwordNote}>
      <Card>
        <Form onSubmit={submit} problem={change.error} bundles={[words]} busy={change.isPending}>
          <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
          <PasswordField
            name="current"
            label={w.current}
            autoComplete="current-password"
            required
            value={draft.current}
            onChange={(current) => setDraft({ ...draft, current })}
          />
          <PasswordField
            name="next"
            label={w.next}
            hint={bundle.passwordHint}
            autoComplete="new-password"
            required
            value={draft.next}
            onChange={(next) => setDraft({ ...draft, next })}
          />
          <div>
            <SubmitButton busy={change.isPending}>{w.change}</SubmitButton>
          </div>
        </Form>
      </Card>
    </Section>
  )
}

function Sessions() {
  const w = useWords(words).settings
  const f = useFormat()
  const say = useProblem(words)
  const read = useRead(listSessions)
  const end = useWrite(endSession)
  const endAll = useWrite(signOutEverywhere)
  const signedOut = useSignedIn()
  const onError = (error: CallError) => problemToast(say(error))
  return (
    <Section title={w.sessions} hint={w.sessionsHint}>
      <Loaded read={read}>
        {({ items }) => (
          <ul className={classes.list} aria-label={w.sessions}>
            {items.map((one) => (
              <li key={one.id}>
                <Card padding="tight" accent={one.current}>
                  <div className={classes.row}>
                    <div className={classes.rowWords}>
                      <div className={classes.rowTitle}>
                        {isHandheld(one.userAgent) ? (
                          <IconDeviceMobile size={20} aria-hidden />
                        ) : (
                          <IconDeviceDesktop size={20} aria-hidden />
                        )}
                        {deviceName(one.userAgent) ?? w.unknownDevice}
                        {one.current && <Tag tone="ice">{w.thisDevice}</Tag>}
                      </div>
                      <div className={classes.rowFacts}>
                        {w.seen(f.relative(one.seenAt))}
                        {one.address && ` · ${w.from(one.address)}`}
                      </div>
                    </div>
                    {!one.current && (
                      <Button
                        size="sm"
                        onClick={() =>
                          end.mutate(
                            { params: { sessionId: one.id } },
                            { onSuccess: () => toast(w.ended), onError },
                          )
                        }
                      >
                        {w.end}
                      </Button>
                    )}
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <div className={classes.tools}>
        <Button
          busy={endAll.isPending}
          onClick={() =>
            endAll.mutate(
              { body: { keepThis: true } },
              { onSuccess: ({ ended }) => toast(w.endedAll(ended)), onError },
            )
          }
        >
          {w.everywhere}
        </Button>
        <Button
          variant="quiet"
          onClick={() =>
            endAll.mutate({ body: { keepThis: false } }, { onSuccess: () => signedOut('/sign-in'), onError })
          }
        >
          {w.everywhereToo}
        </Button>
      </div>
    </Section>
  )
}

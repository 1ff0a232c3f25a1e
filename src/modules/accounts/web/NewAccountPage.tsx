import { useDeferredValue, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link, useGo, useSearch } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextArea, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { createAccount, LIFECYCLE, listAccounts, OWNERSHIP, TIER } from '../accounts.contract.ts'
import { words } from '../words/index.ts'
import { namesIn } from './account-draft.ts'
import classes from './accounts.module.css'
import { IndustryField } from './IndustryField.tsx'

/** A name is enough. While it is typed, accounts of a like name are shown, so that nobody writes one down twice. */
export function NewAccountPage() {
  const w = useWords(words)
  const go = useGo()
  const [search] = useSearch()
  const create = useWrite(createAccount)
  const [more, setMore] = useState(false)
  const [draft, setDraft] = useState({
    id: newId(),
    name: search.name ?? '',
    shortNames: '',
    tier: 'general' as (typeof TIER)[number],
    lifecycle: 'target' as (typeof LIFECYCLE)[number],
    ownership: null as (typeof OWNERSHIP)[number] | null,
    industry: null as string | null,
    region: '',
    businessNote: '',
    nextStep: '',
    nextStepOn: null as string | null,
  })
  const set = (change: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...change }))
  const submit = () =>
    create.mutate(
      { body: { ...draft, shortNames: namesIn(draft.shortNames) } },
      { onSuccess: () => go(`/accounts/${draft.id}`, { replace: true }) },
    )
  return (
    <Page title={w.create.title} subtitle={w.create.hint} back="/accounts" width="narrow">
      <Form
        onSubmit={submit}
        problem={create.error}
        bundles={[words]}
        busy={create.isPending}
        label={w.create.title}
      >
        <Card>
          <div className={classes.stack}>
            <TextField
              name="name"
              label={w.fields.name}
              required
              autoFocus
              value={draft.name}
              onChange={(name) => set({ name })}
              maxLength={200}
            />
            <Alike name={draft.name} />
            <ChipChoice
              name="tier"
              label={w.fields.tier}
              required
              options={TIER.map((value) => ({ value, label: w.tier[value] }))}
              value={draft.tier}
              onChange={(tier) => tier && set({ tier })}
            />
            <ChipChoice
              name="lifecycle"
              label={w.fields.lifecycle}
              required
              options={LIFECYCLE.map((value) => ({ value, label: w.lifecycle[value] }))}
              value={draft.lifecycle}
              onChange={(lifecycle) => lifecycle && set({ lifecycle })}
            />
            <TextField
              name="nextStep"
              label={w.fields.nextStep}
              hint={w.fields.nextStepHint}
              value={draft.nextStep}
              onChange={(nextStep) => set({ nextStep })}
              maxLength={300}
            />
            {draft.nextStep !== '' && (
              <DayField
                name="nextStepOn"
                label={w.fields.nextStepOn}
                value={draft.nextStepOn}
                onChange={(nextStepOn) => set({ nextStepOn })}
              />
            )}
          </div>
        </Card>
        {more ? (
          <Card>
            <div className={classes.stack}>
              <TextField
                name="shortNames"
                label={w.fields.shortNames}
                hint={w.fields.shortNamesHint}
                value={draft.shortNames}
                onChange={(shortNames) => set({ shortNames })}
              />
              <ChipChoice
                name="ownership"
                label={w.fields.ownership}
                options={OWNERSHIP.map((value) => ({ value, label: w.ownership[value] }))}
                value={draft.ownership}
                onChange={(ownership) => set({ ownership })}
              />
              <IndustryField value={draft.industry} onChange={(industry) => set({ industry })} />
              <TextField
                name="region"
                label={w.fields.region}
                value={draft.region}
                onChange={(region) => set({ region })}
                maxLength={120}
              />
              <TextArea
                name="businessNote"
                label={w.fields.businessNote}
                hint={w.fields.businessNoteHint}
                value={draft.businessNote}
                onChange={(businessNote) => set({ businessNote })}
              />
            </div>
          </Card>
        ) : (
          <Button variant="quiet" onClick={() => setMore(true)}>
            {w.create.more}
          </Button>
        )}
        <FormActions>
          <SubmitButton busy={create.isPending} full>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Page>
  )
}

/** Accounts that may be the same one. */
function Alike({ name }: { name: string }) {
  const w = useWords(words)
  const q = useDeferredValue(name.trim())
  const read = useRead(
    listAccounts,
    { query: { q, limit: 3 } },
    { enabled: q.length >= 2, keepPrevious: true },
  )
  const items = q.length >= 2 ? (read.data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <Notice tone="warn" title={w.create.alike}>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Link to={`/accounts/${item.id}`}>{item.name}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

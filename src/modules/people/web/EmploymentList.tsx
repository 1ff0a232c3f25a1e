import { IconBriefcase, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { getOrganisation, listAccounts } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readOnce, useRead, useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FieldRow, Form, FormActions, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { DayField, SelectField, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  addEmployment,
  changeEmployment,
  type Employment,
  type PersonRecord,
  removeEmployment,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import classes from './Person.module.css'

/** The posts a person holds and held, here and elsewhere. */
export function EmploymentList({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const f = useFormat()
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const edited = person.employments.find((one) => one.id === editing)
  const span = (one: Employment) =>
    [
      one.since && w.employments.from(f.shortDay(one.since)),
      one.until && w.employments.until(f.shortDay(one.until)),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <Section
      title={w.person.posts}
      actions={
        person.canWrite && (
          <Button size="sm" icon={<IconPlus />} onClick={() => setAdding(true)}>
            {w.employments.add}
          </Button>
        )
      }
    >
      <Card>
        {person.employments.length === 0 ? (
          <p className={classes.ask}>{w.employments.none}</p>
        ) : (
          <ul className={classes.list}>
            {person.employments.map((one) => (
              <li key={one.id} className={classes.row}>
                <IconBriefcase size={18} aria-hidden />
                <div className={classes.words}>
                  <div className={classes.head}>
                    <span className={classes.value}>{one.title || w.employments.unknownTitle}</span>
                    {one.until === null && <Tag tone="good">{w.employments.now}</Tag>}
                  </div>
                  <div className={classes.small}>
                    {[one.accountName || w.employments.elsewhere, one.unitName, span(one)]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </div>
                {person.canWrite && (
                  <div className={classes.actions}>
                    <IconButton
                      label={`${w.employments.change} ${one.title}`}
                      icon={<IconPencil />}
                      onClick={() => setEditing(one.id)}
                    />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {adding && <NewEmployment person={person} onClose={() => setAdding(false)} />}
      {edited && <EmploymentForm key={edited.id} employment={edited} onClose={() => setEditing(null)} />}
    </Section>
  )
}

interface Draft {
  postId: string | null
  title: string
  unitId: string | null
  since: string | null
  until: string | null
}
function EmploymentFields({
  accountId,
  value,
  set,
}: {
  accountId: string
  value: Draft
  set: (change: Partial<Draft>) => void
}) {
  const w = useWords(words)
  const organisation = useRead(getOrganisation, { params: { accountId }, query: {} })
  const units = organisation.data?.units ?? []
  const posts = organisation.data?.posts ?? []
  return (
    <>
      <TextField
        name="title"
        label={w.fields.title}
        value={value.title}
        onChange={(title) => set({ title })}
      />
      {units.length > 0 && (
        <SelectField
          name="unitId"
          label={w.fields.unit}
          value={value.unitId}
          onChange={(unitId) => set({ unitId })}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      )}
      {posts.length > 0 && (
        <SelectField
          name="postId"
          label={w.fields.post}
          value={value.postId}
          onChange={(postId) => set({ postId })}
          options={posts
            .filter(
              (post) => value.unitId === null || post.unitId === value.unitId || post.id === value.postId,
            )
            .map((post) => ({ value: post.id, label: post.title }))}
        />
      )}
      <FieldRow>
        <DayField
          name="since"
          label={w.fields.since}
          value={value.since}
          onChange={(since) => set({ since })}
        />
        <DayField
          name="until"
          label={w.fields.until}
          value={value.until}
          onChange={(until) => set({ until })}
        />
      </FieldRow>
    </>
  )
}

async function findAccounts(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(
    listAccounts,
    { query: { limit: 20, ...(text && { q: text }) } },
    { signal },
  )
  return items.map((one) => ({ id: one.id, label: one.name }))
}

function NewEmployment({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [account, setAccount] = useState<Picked | null>({ id: person.accountId, label: person.accountName })
  const [draft, setDraft] = useState<Draft>({
    postId: null,
    title: '',
    unitId: null,
    since: null,
    until: null,
  })
  const save = useSave(addEmployment, { about: person.name })
  const submit = () => {
    if (!account) return
    save.mutate(
      { params: { personId: person.id }, body: { ...draft, id, accountId: account.id } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.employments.add}>
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <RecordPicker
          name="accountId"
          label={w.fields.account}
          required
          value={account}
          onChange={(picked) => {
            setAccount(picked)
            setDraft({ ...draft, postId: null, unitId: null })
          }}
          search={findAccounts}
        />
        {account && (
          <EmploymentFields
            accountId={account.id}
            value={draft}
            set={(change) => setDraft({ ...draft, ...change })}
          />
        )}
        <FormActions>
          <SubmitButton busy={save.isPending} disabled={!account}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

function EmploymentForm({ employment, onClose }: { employment: Employment; onClose: () => void }) {
  const w = useWords(words)
  const say = useProblem(words)
  const save = useSave(changeEmployment, { about: employment.title })
  const remove = useWrite(removeEmployment)
  const form = useAutosave({
    record: employment,
    pick: ({ postId, title, unitId, since, until }: Employment): Draft => ({
      postId,
      title,
      unitId,
      since,
      until,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { employmentId: employment.id }, body: { ...draft, version } }),
  })
  const drop = () =>
    remove.mutate(
      { params: { employmentId: employment.id } },
      {
        onSuccess: () => {
          toast(w.employments.removed)
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.employments.change} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <EmploymentFields accountId={employment.accountId} value={form.value} set={form.set} />
        <FormActions>
          <Button variant="danger" busy={remove.isPending} onClick={drop}>
            {w.employments.remove}
          </Button>
        </FormActions>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'title', label: w.fields.title },
          { key: 'since', label: w.fields.since },
          { key: 'until', label: w.fields.until },
        ]}
      />
    </Sheet>
  )
}

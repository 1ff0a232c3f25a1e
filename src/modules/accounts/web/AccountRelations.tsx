import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow, Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, NumberField, TextArea, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  type AccountRecord,
  type AccountRelation,
  createAccountRelation,
  deleteAccountRelation,
  listAccountRelations,
  RELATION_KIND,
  type RelationKind,
} from '../accounts.contract.ts'
import { words } from '../words/index.ts'
import classes from './accounts.module.css'
import { searchAccountsBut } from './pickers.ts'

/** What other companies are to this one: the way to the next introduction. */
export function AccountRelations({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const [adding, setAdding] = useState(false)
  const read = useRead(listAccountRelations, { params: { accountId: account.id } })
  return (
    <Section
      title={w.relations.title}
      hint={w.relations.hint}
      actions={
        account.right.write && (
          <Button size="sm" icon={<IconPlus size={18} />} onClick={() => setAdding(true)}>
            {w.relations.add}
          </Button>
        )
      }
    >
      <Card padding="tight">
        <Loaded read={read}>
          {({ relations }) =>
            relations.length === 0 ? (
              <p className={classes.muted}>{w.relations.empty}</p>
            ) : (
              <ul className={classes.list}>
                {relations.map((relation) => (
                  <Relation key={relation.id} account={account} relation={relation} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {adding && <AddRelation accountId={account.id} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function Relation({ account, relation }: { account: AccountRecord; relation: AccountRelation }) {
  const w = useWords(words)
  const p = usePlatformWords()
  const f = useFormat()
  const say = useProblem(words)
  const remove = useWrite(deleteAccountRelation)
  const create = useWrite(createAccountRelation)
  const { kind, share, since, until, note } = relation
  const takeOut = () =>
    remove.mutate(
      { params: { relationId: relation.id } },
      {
        onSuccess: () =>
          undoToast(w.relations.removed, () =>
            create.mutate({
              params: { accountId: account.id },
              body: {
                ...{ id: newId(), kind, share, since, until, note },
                otherId: relation.account?.id ?? null,
                otherName: relation.account ? '' : (relation.name ?? ''),
              },
            }),
          ),
        onError: (error) => problemToast(say(error)),
      },
    )
  const span = [since && f.shortDay(since), until && f.shortDay(until)].filter(Boolean).join(' – ')
  return (
    <li className={classes.row}>
      <span className={classes.words}>
        <span className={classes.name}>
          {relation.account ? (
            <Link to={`/accounts/${relation.account.id}`}>{relation.account.name}</Link>
          ) : (
            (relation.name ?? w.relations.hidden)
          )}
        </span>
        <span className={classes.detail}>
          {[w.relationKind[kind], share !== null && `${f.number(share)}%`, span, note]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {account.right.write && relation.writtenHere && relation.name !== null && (
        <IconButton
          label={p.common.removeNamed(relation.name)}
          icon={<IconTrash size={18} />}
          busy={remove.isPending}
          onClick={takeOut}
        />
      )}
    </li>
  )
}

function AddRelation({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const w = useWords(words)
  const create = useWrite(createAccountRelation)
  const [id] = useState(newId)
  const [kind, setKind] = useState<RelationKind>('supplier')
  const [other, setOther] = useState<Picked | null>(null)
  const [otherName, setOtherName] = useState('')
  const [share, setShare] = useState<number | null>(null)
  const [since, setSince] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const held = kind === 'shareholder' || kind === 'holding'
  const submit = () =>
    create.mutate(
      {
        params: { accountId },
        body: {
          ...{ id, kind, since, until, note },
          otherId: other?.id ?? null,
          otherName: other ? '' : otherName,
          share: held ? share : null,
        },
      },
      { onSuccess: onClose },
    )
  return (
    <Sheet opened onClose={onClose} title={w.relations.add}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <ChipChoice
          name="kind"
          label={w.relations.kind}
          required
          options={RELATION_KIND.map((one) => ({ value: one, label: w.relationKind[one] }))}
          value={kind}
          onChange={(one) => one && setKind(one)}
        />
        <RecordPicker
          name="otherId"
          label={w.relations.other}
          search={searchAccountsBut(accountId)}
          value={other}
          onChange={setOther}
        />
        {!other && (
          <TextField
            name="otherName"
            label={w.relations.otherName}
            value={otherName}
            onChange={setOtherName}
            maxLength={200}
          />
        )}
        {held && (
          <NumberField name="share" label={w.relations.share} value={share} onChange={setShare} unit="%" />
        )}
        <FieldRow>
          <DayField name="since" label={w.relations.since} value={since} onChange={setSince} />
          <DayField name="until" label={w.relations.until} value={until} onChange={setUntil} />
        </FieldRow>
        <TextArea name="note" label={w.relations.note} value={note} onChange={setNote} rows={2} />
        <FormActions>
          <SubmitButton busy={create.isPending} full>
            {w.relations.add}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

import { IconArrowLeft, IconArrowRight, IconArrowsLeftRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  createTie,
  endTie,
  listPersonTies,
  type PersonRecord,
  PRIVATE_TIES,
  TIE_KINDS,
  type Tie,
  type TieKind,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { findPeople } from './find-people.ts'
import classes from './Person.module.css'

/** What binds a person to others, seen from this person's side. */
export function TieList({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const [adding, setAdding] = useState(false)
  const read = useRead(
    listPersonTies,
    { params: { personId: person.id }, query: {} },
    { shows: ['people.get'] },
  )
  return (
    <Section
      title={w.person.ties}
      actions={
        person.canWrite && (
          <Button size="sm" icon={<IconPlus />} onClick={() => setAdding(true)}>
            {w.ties.add}
          </Button>
        )
      }
    >
      <Card>
        <Loaded read={read}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={classes.ask}>{w.ties.none}</p>
            ) : (
              <ul className={classes.list}>
                {items.map((tie) => (
                  <TieLine key={tie.id} tie={tie} person={person} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {adding && <NewTie person={person} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function TieLine({ tie, person }: { tie: Tie; person: PersonRecord }) {
  const w = useWords(words)
  const say = useProblem(words)
  const end = useWrite(endTie)
  const forward = tie.fromId === person.id
  const Arrow = tie.mutual ? IconArrowsLeftRight : forward ? IconArrowRight : IconArrowLeft
  const other = forward ? { id: tie.toId, name: tie.toName } : { id: tie.fromId, name: tie.fromName }
  const stop = () =>
    end.mutate(
      { params: { tieId: tie.id } },
      { onSuccess: () => toast(w.ties.ended), onError: (error) => problemToast(say(error)) },
    )
  return (
    <li className={classes.row}>
      <Arrow size={18} aria-hidden />
      <div className={classes.words}>
        <div className={classes.head}>
          <span>{forward ? w.ties.kind[tie.kind] : w.ties.back[tie.kind]}</span>
          <Link to={`/people/${other.id}`} className={classes.contact}>
            {other.name}
          </Link>
          {tie.strength !== null && <Tag tone="ice">{w.ties.strengthOf(tie.strength)}</Tag>}
          <Tag tone="quiet">{w.confidence[tie.confidence]}</Tag>
        </div>
        {tie.evidence && <div className={classes.small}>{tie.evidence}</div>}
      </div>
      {person.canWrite && (
        <Button size="sm" variant="quiet" busy={end.isPending} onClick={stop}>
          {w.ties.end}
        </Button>
      )}
    </li>
  )
}

function NewTie({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [other, setOther] = useState<Picked | null>(null)
  const [kind, setKind] = useState<TieKind | null>(null)
  const [strength, setStrength] = useState<number | null>(null)
  const [evidence, setEvidence] = useState('')
  const [confidence, setConfidence] = useState<Tie['confidence']>('inferred')
  const create = useWrite(createTie)
  const kinds = TIE_KINDS.filter((one) => !person.withheld || !PRIVATE_TIES.includes(one))
  const submit = () => {
    if (!other || !kind) return
    create.mutate(
      { params: { personId: person.id }, body: { id, toId: other.id, kind, strength, evidence, confidence } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.ties.add}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <RecordPicker
          name="toId"
          label={w.ties.other}
          required
          value={other}
          onChange={setOther}
          search={async (text, signal) =>
            (await findPeople(person.accountId, text, signal)).filter((one) => one.id !== person.id)
          }
        />
        <ChipChoice
          name="kind"
          label={w.ties.which}
          required
          value={kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one, label: w.ties.kind[one] }))}
        />
        <Scale
          name="strength"
          label={w.ties.strength}
          min={1}
          max={5}
          value={strength}
          onChange={setStrength}
        />
        <TextArea
          name="evidence"
          label={w.ties.evidence}
          hint={w.ties.evidenceHint}
          rows={2}
          value={evidence}
          onChange={setEvidence}
        />
        <ChipChoice
          name="confidence"
          label={w.dossier.confidence}
          required
          value={confidence}
          onChange={(chosen) => chosen && setConfidence(chosen)}
          options={CONFIDENCE.map((one) => ({ value: one, label: w.confidence[one] }))}
        />
        <FormActions>
          <SubmitButton busy={create.isPending} disabled={!other || !kind}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  createTie,
  endTie,
  MUTUAL_TIES,
  type PersonRecord,
  PRIVATE_TIES,
  TIE_KINDS,
  type Tie,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { tieWords } from '../words/ties.ts'
import classes from './Person.module.css'

/** Changes a tie: what it is, which way, how strong, on what grounds. A newer row takes its place; or it ends. */
export function TieSheet({ person, tie, onClose }: { person: PersonRecord; tie: Tie; onClose: () => void }) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const say = useProblem(words)
  const [id] = useState(newId)
  const [draft, setDraft] = useState({
    kind: tie.kind,
    back: tie.toId === person.id,
    strength: tie.strength,
    evidence: tie.evidence,
    confidence: tie.confidence,
  })
  const change = useWrite(createTie)
  const end = useWrite(endTie)
  const other =
    tie.fromId === person.id ? { id: tie.toId, name: tie.toName } : { id: tie.fromId, name: tie.fromName }
  const kinds = TIE_KINDS.filter((one) => !person.withheld || !PRIVATE_TIES.includes(one))
  const [from, to] = draft.back ? [other.name, person.name] : [person.name, other.name]
  const submit = () =>
    change.mutate(
      { params: { personId: person.id }, body: { id, toId: other.id, ...draft, supersedes: tie.id } },
      { onSuccess: onClose },
    )
  const stop = () =>
    end.mutate(
      { params: { tieId: tie.id } },
      {
        onSuccess: () => {
          toast(t.ended)
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={t.change(other.name)}>
      <Form onSubmit={submit} problem={change.error} bundles={[words]} busy={change.isPending}>
        <div className={classes.head}>
          <strong>{t.sentence(from, w.ties.kind[draft.kind], to)}</strong>
          {!MUTUAL_TIES.includes(draft.kind) && (
            <Button
              size="sm"
              icon={<IconArrowsExchange size={18} />}
              onClick={() => setDraft({ ...draft, back: !draft.back })}
            >
              {t.turn}
            </Button>
          )}
        </div>
        <ChipChoice
          name="kind"
          label={w.ties.which}
          required
          value={draft.kind}
          onChange={(kind) => kind && setDraft({ ...draft, kind })}
          options={kinds.map((one) => ({ value: one, label: w.ties.kind[one] }))}
        />
        <Scale
          name="strength"
          label={w.ties.strength}
          min={1}
          max={5}
          value={draft.strength}
          onChange={(strength) => setDraft({ ...draft, strength })}
        />
        {!person.withheld && (
          <TextArea
            name="evidence"
            label={w.ties.evidence}
            hint={w.ties.evidenceHint}
            rows={2}
            value={draft.evidence}
            onChange={(evidence) => setDraft({ ...draft, evidence })}
          />
        )}
        <ChipChoice
          name="confidence"
          label={w.dossier.confidence}
          required
          value={draft.confidence}
          onChange={(confidence) => confidence && setDraft({ ...draft, confidence })}
          options={CONFIDENCE.map((one) => ({ value: one, label: w.confidence[one] }))}
        />
        <p className={classes.small}>{t.keepHint}</p>
        <FormActions>
          <Button variant="quiet" busy={end.isPending} onClick={stop}>
            {t.end}
          </Button>
          <SubmitButton busy={change.isPending}>{t.keep}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

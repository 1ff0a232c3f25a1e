import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  createTie,
  endTie,
  MUTUAL_TIES,
  type PersonRecord,
  PRIVATE_TIES,
  TIE_KINDS,
  type Tie,
  type TieKind,
} from '../people.contract.ts'
import { formerTie } from '../ties.rules.ts'
import { words } from '../words/index.ts'
import { tieWords } from '../words/ties.ts'
import classes from './Person.module.css'
import { type TieDraft, useTieUndo } from './tie-undo.ts'

interface TieSheetProps {
  /** Whose tie it is. `withheld`: their personal layer is not for the reader, nor are private ties and grounds. */
  person: Pick<PersonRecord, 'id' | 'name' | 'withheld'>
  /** The tie to change; null: one is recorded with `other`. */
  tie: Tie | null
  /** The other end of a new tie, and the ties one knows of: what the new one replaces comes back when it is undone. */
  other?: { id: string; name: string; known: readonly Tie[] }
  onClose: () => void
}

/**
 * Records a tie or changes one: what it is, which way, how strong, on what grounds. A newer row takes the place of the old;
 * or it ends. Each is taken back from the message that says it was done.
 */
export function TieSheet({ person, tie, other: met, onClose }: TieSheetProps) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const [id] = useState(newId)
  const [draft, setDraft] = useState({
    kind: tie?.kind ?? null,
    back: tie?.toId === person.id,
    strength: tie?.strength ?? null,
    evidence: tie?.evidence ?? '',
    confidence: tie?.confidence ?? ('inferred' as const),
  } as Omit<TieDraft, 'kind'> & { kind: TieKind | null })
  const change = useWrite(createTie)
  const end = useWrite(endTie)
  const { end: endAgain, restore, say } = useTieUndo(person.id)
  const other = tie
    ? tie.fromId === person.id
      ? { id: tie.toId, name: tie.toName }
      : { id: tie.fromId, name: tie.fromName }
    : (met ?? { id: '', name: '' })
  const kinds = TIE_KINDS.filter((one) => !person.withheld || !PRIVATE_TIES.includes(one))
  const [from, to] = draft.back ? [other.name, person.name] : [person.name, other.name]
  const sentence = draft.kind ? t.sentence(from, w.ties.kind[draft.kind], to) : ''
  const submit = () => {
    const { kind } = draft
    if (!kind) return
    const former = tie ?? formerTie(met?.known ?? [], person.id, other.id, draft.back, kind)
    change.mutate(
      {
        params: { personId: person.id },
        body: { id, toId: other.id, ...draft, kind, supersedes: tie?.id ?? null },
      },
      {
        onSuccess: () => {
          undoToast(t.saved(sentence), () => (former ? restore(former, id) : endAgain(id)))
          onClose()
        },
      },
    )
  }
  const stop = (ended: Tie) =>
    end.mutate(
      { params: { tieId: ended.id } },
      {
        onSuccess: () => {
          undoToast(t.ended, () => restore(ended, null))
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={tie ? t.change(other.name) : t.between(person.name, other.name)}>
      <Form onSubmit={submit} problem={change.error} bundles={[words]} busy={change.isPending}>
        <div className={classes.head}>
          <strong>{sentence || t.whichTie}</strong>
          {draft.kind && !MUTUAL_TIES.includes(draft.kind) && (
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
          onChange={(kind) => (kind || !tie) && setDraft({ ...draft, kind })}
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
        {tie && <p className={classes.small}>{t.keepHint}</p>}
        <FormActions>
          {tie && (
            <Button variant="quiet" busy={end.isPending} onClick={() => stop(tie)}>
              {t.end}
            </Button>
          )}
          <SubmitButton busy={change.isPending} disabled={!draft.kind}>
            {t.keep}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

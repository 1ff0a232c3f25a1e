import { IconCards, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ALL_SUBJECTS } from '#modules/needs/needs.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  changeCard,
  createCard,
  type EvidenceState,
  type FabeCard,
  removeCard,
  restoreCard,
} from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import classes from './Pitches.module.css'
import { searchEvidence } from './pickers.ts'

export const EVIDENCE_TONES: Record<EvidenceState, Tone> = {
  proven: 'good',
  expiring: 'warn',
  expired: 'bad',
  missing: 'quiet',
}

/** The FABE cards of a product. */
export function CardList({
  product,
  canWrite,
}: {
  product: { id: string; cards: readonly FabeCard[] }
  canWrite: boolean
}) {
  const w = useWords(words)
  const [editing, setEditing] = useState<FabeCard | 'new' | null>(null)
  const add = (
    <Button icon={<IconPlus size={18} />} onClick={() => setEditing('new')}>
      {w.card.add}
    </Button>
  )
  return (
    <Section title={w.cards} actions={canWrite && product.cards.length > 0 && add}>
      {product.cards.length === 0 ? (
        <EmptyState
          icon={<IconCards />}
          title={w.card.emptyTitle}
          text={w.card.emptyText}
          {...(canWrite && { action: add })}
        />
      ) : (
        <div className={classes.grid}>
          {product.cards.map((card) => (
            <Card key={card.id} {...(canWrite && { onClick: () => setEditing(card) })}>
              <Fabe card={card} />
            </Card>
          ))}
        </div>
      )}
      {editing && (
        <CardSheet
          key={editing === 'new' ? 'new' : editing.id}
          productId={product.id}
          card={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

/** The four parts, each with what it lacks. */
function Fabe({ card }: { card: FabeCard }) {
  const w = useWords(words)
  const part = (letter: string, name: string, text: ReactNode, lack?: ReactNode) => (
    <div className={classes.part}>
      <dt>
        <span className={classes.letter} aria-hidden>
          {letter}
        </span>
        <span className={classes.partName}>{name}</span>
      </dt>
      <dd>
        {text}
        {lack && <div>{lack}</div>}
      </dd>
    </div>
  )
  return (
    <dl className={classes.fabe}>
      {part('F', w.letters.feature, card.feature)}
      {part('A', w.letters.advantage, card.advantage)}
      {part(
        'B',
        w.letters.benefit,
        card.benefit,
        card.benefitState === 'benefit' ? (
          <span className={classes.small}>{w.card.uses(card.uses, card.landed)}</span>
        ) : (
          <Tag>{w.card.benefitState[card.benefitState]}</Tag>
        ),
      )}
      {part(
        'E',
        w.letters.evidence,
        card.proof?.title ?? '',
        <Tag tone={EVIDENCE_TONES[card.evidenceState]}>{w.card.evidenceState[card.evidenceState]}</Tag>,
      )}
    </dl>
  )
}

function CardSheet({
  productId,
  card,
  onClose,
}: {
  productId: string
  card: FabeCard | null
  onClose: () => void
}) {
  const w = useWords(words)
  const say = useProblem(words)
  const create = useWrite(createCard)
  const change = useWrite(changeCard)
  const remove = useWrite(removeCard)
  const restore = useWrite(restoreCard)
  const [id] = useState(() => card?.id ?? newId())
  const [draft, setDraft] = useState({
    feature: card?.feature ?? '',
    advantage: card?.advantage ?? '',
    benefit: card?.benefit ?? '',
    answers: card?.answers ?? null,
  })
  const [proof, setProof] = useState<Picked | null>(
    card?.proof ? { id: card.proof.id, label: card.proof.title } : null,
  )
  const body = { ...draft, proofId: proof?.id ?? null }
  const submit = () =>
    card
      ? change.mutate(
          { params: { cardId: id }, body: { ...body, version: card.version } },
          { onSuccess: onClose },
        )
      : create.mutate({ params: { productId }, body: { ...body, id } }, { onSuccess: onClose })
  const drop = () =>
    remove.mutate(
      { params: { cardId: id } },
      {
        onSuccess: () => {
          onClose()
          undoToast(w.card.removed, () => restore.mutateAsync({ params: { cardId: id } }))
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  const field = (key: 'feature' | 'advantage' | 'benefit', label: string, hint: string) => (
    <TextArea
      name={key}
      label={label}
      hint={hint}
      rows={2}
      required={key === 'feature'}
      value={draft[key]}
      onChange={(value) => setDraft({ ...draft, [key]: value })}
    />
  )
  return (
    <Sheet opened onClose={onClose} title={w.card.add}>
      <Form
        onSubmit={submit}
        problem={create.error ?? change.error}
        bundles={[words]}
        busy={create.isPending || change.isPending}
      >
        <div className={classes.stack}>
          {field('feature', w.card.feature, w.card.featureHint)}
          {field('advantage', w.card.advantage, w.card.advantageHint)}
          {field('benefit', w.card.benefit, w.card.benefitHint)}
          <SelectField
            name="answers"
            label={w.card.answers}
            value={draft.answers}
            options={ALL_SUBJECTS.map((subject) => ({ value: subject, label: w.subject[subject] }))}
            onChange={(answers) => setDraft({ ...draft, answers })}
          />
          <RecordPicker
            name="proofId"
            label={w.card.evidence}
            hint={w.card.evidenceHint}
            search={searchEvidence}
            value={proof}
            onChange={setProof}
          />
          <div className={classes.bar}>
            <SubmitButton>{w.card.save}</SubmitButton>
            {card && (
              <Button variant="quiet" onClick={drop}>
                {w.card.remove}
              </Button>
            )}
          </div>
        </div>
      </Form>
    </Sheet>
  )
}

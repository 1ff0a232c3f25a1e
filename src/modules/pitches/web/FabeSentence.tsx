import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { Need } from '#modules/needs/needs.contract.ts'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { toast } from '#ui/toast.ts'
import { sayable } from '../cards.rules.ts'
import {
  type CardUse,
  changeUse,
  createUse,
  type FabeCard,
  getProduct,
  REACTIONS,
  removeUse,
} from '../pitches.contract.ts'
import { maySay } from '../usps.rules.ts'
import { words } from '../words/index.ts'
import { EVIDENCE_TONES } from './CardList.tsx'
import classes from './Pitches.module.css'
import { USP_TONES } from './UspList.tsx'
import { useTap } from './use-tap.ts'

interface FabeSentenceProps {
  visit: VisitHead
  need: Need
  productId: string
  uses: readonly CardUse[]
}

/** Because … it can … so for you … and here is the proof: put together from a card and this need, to be said aloud. */
export function FabeSentence({ visit, need, productId, uses }: FabeSentenceProps) {
  const w = useWords(words)
  const read = useRead(getProduct, { params: { productId } }, { shows: ['proofs', 'rivals'] })
  const ours = uses.filter((use) => use.productId === productId)
  return (
    <Loaded read={read}>
      {(product) => (
        <div className={classes.say}>
          <h3 className={classes.heading}>{w.match.say}</h3>
          {ours.map((use) => (
            <UsedCard key={use.id} use={use} canWrite={visit.canWrite} />
          ))}
          {product.cards.length === 0 ? (
            <div className={classes.tight}>
              <p className={classes.muted}>{w.match.noCards}</p>
              <Button to={`/products/${productId}`}>{w.match.writeCard}</Button>
            </div>
          ) : (
            visit.canWrite && (
              <PickCard
                visit={visit}
                need={need}
                cards={product.cards.filter((card) => !ours.some((use) => use.cardId === card.id))}
              />
            )
          )}
          <div className={classes.tight}>
            <h4 className={classes.small}>{w.match.usps}</h4>
            {product.usps.some((usp) => maySay(usp.status)) ? (
              product.usps
                .filter((usp) => maySay(usp.status))
                .map((usp) => (
                  <div key={usp.id} className={classes.bar}>
                    {usp.memoryPoint && <strong className={classes.memory}>{usp.memoryPoint}</strong>}
                    <span>{usp.proposition}</span>
                    <Tag tone={USP_TONES[usp.status]}>{w.usp.status[usp.status]}</Tag>
                  </div>
                ))
            ) : (
              <p className={classes.muted}>{w.match.noUsps}</p>
            )}
          </div>
        </div>
      )}
    </Loaded>
  )
}

/** Chooses a card, those that usually answer such a need first, and says its benefit in the customer's words. */
function PickCard({ visit, need, cards }: { visit: VisitHead; need: Need; cards: readonly FabeCard[] }) {
  const w = useWords(words)
  const use = useTap(createUse, need.statement)
  const [cardId, setCardId] = useState<string | null>(null)
  const [benefit, setBenefit] = useState('')
  const card = cards.find((one) => one.id === cardId)
  if (cards.length === 0) return null
  const ordered = [...cards].sort(
    (a, b) => Number(b.answers === need.subject) - Number(a.answers === need.subject) || b.landed - a.landed,
  )
  return (
    <Form
      onSubmit={async () => {
        if (!card) return
        const body = { id: newId(), cardId: card.id, visitId: visit.id, benefit: benefit.trim() }
        if (await use({ params: { needId: need.id }, body })) setCardId(null)
      }}
    >
      <div className={classes.tight}>
        <ChipChoice
          label={w.match.sayHint}
          options={ordered.map((one) => ({ value: one.id, label: one.feature }))}
          value={cardId}
          onChange={(id) => {
            setCardId(id)
            setBenefit(cards.find((one) => one.id === id)?.benefit ?? '')
          }}
        />
        {card && (
          <>
            <TextArea
              name="benefit"
              label={w.match.benefitFor}
              rows={1}
              value={benefit}
              onChange={setBenefit}
            />
            <Line card={{ ...card, benefit, benefitState: benefit.trim() ? 'benefit' : 'missing' }} />
            <SubmitButton>{w.match.use}</SubmitButton>
          </>
        )}
      </div>
    </Form>
  )
}

function UsedCard({ use, canWrite }: { use: CardUse; canWrite: boolean }) {
  const w = useWords(words)
  const change = useTap(changeUse, use.feature)
  const remove = useTap(removeUse, use.feature)
  const params = { useId: use.id }
  const { version } = use
  return (
    <div className={classes.used}>
      <Line card={use} />
      {canWrite && (
        <div className={classes.tight}>
          <ChipChoice
            label={w.match.reaction}
            options={REACTIONS.map((one) => ({ value: one, label: w.match.reactions[one] }))}
            value={use.reaction}
            onChange={(reaction) =>
              void change({ params, body: { version, reaction, ...(reaction && { said: true }) } })
            }
          />
          <div className={classes.bar}>
            <Button
              size="sm"
              onClick={() => void change({ params, body: { version, said: use.saidAt === null } })}
            >
              {use.saidAt ? `✓ ${w.match.said}` : w.match.said}
            </Button>
            <Button size="sm" variant="quiet" onClick={() => void remove({ params })}>
              {w.match.drop}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}

/** The sentence, with what must be left out of it said beside it. */
function Line({ card }: { card: Parameters<typeof sayable>[0] }) {
  const w = useWords(words)
  const parts = sayable(card)
  const line = w.say({ ...parts, benefit: parts.benefit ?? '', evidence: parts.evidence ?? '' })
  const copy = () => navigator.clipboard.writeText(line).then(() => toast(w.match.lineCopied))
  return (
    <figure className={classes.line}>
      <figcaption className={classes.small}>{w.match.line}</figcaption>
      <blockquote className={classes.aloud}>{line}</blockquote>
      <div className={classes.bar}>
        {card.benefitState !== 'benefit' && <Tag tone="warn">{w.card.benefitState[card.benefitState]}</Tag>}
        <Tag tone={EVIDENCE_TONES[card.evidenceState]}>{w.card.evidenceState[card.evidenceState]}</Tag>
        <Button size="sm" variant="quiet" icon={<IconCopy size={16} />} onClick={() => void copy()}>
          {w.match.copy}
        </Button>
      </div>
    </figure>
  )
}

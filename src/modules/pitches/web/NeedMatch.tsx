import { IconChevronDown, IconTargetArrow } from '@tabler/icons-react'
import { useState } from 'react'
import type { Need } from '#modules/needs/needs.contract.ts'
import { addObjective, type VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { toast, undoToast } from '#ui/toast.ts'
import { bestFit } from '../matches.rules.ts'
import { type CardUse, FITS, type Fit, type Match, setMatch, withdrawMatch } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import { FabeSentence } from './FabeSentence.tsx'
import { GapForm } from './GapForm.tsx'
import classes from './Pitches.module.css'
import { searchProducts } from './pickers.ts'
import { useTap } from './use-tap.ts'

export const FIT_TONES: Record<Fit, Tone> = { met: 'good', partly: 'warn', custom: 'ice', unmet: 'bad' }
const NOTHING = 'nothing'

interface NeedMatchProps {
  visit: VisitHead
  need: Need
  matches: readonly Match[]
  uses: readonly CardUse[]
  /** All products where they are few, to choose from by one tap. */
  products: readonly { id: string; name: string }[]
  isOpen: boolean
  /** Stands open from the start. */
  first: boolean
  onObjective?: ((suggestion: { needId: string; text: string }) => void) | undefined
}

/** One need: which product, how well it fits, what closes the gap, and the sentence to say. */
export function NeedMatch(props: NeedMatchProps) {
  const { need, matches, products, isOpen, first } = props
  const w = useWords(words)
  const [expanded, setExpanded] = useState(isOpen && first)
  const best = bestFit(matches)
  return (
    <section className={classes.need} data-open={isOpen || undefined} aria-label={need.statement}>
      <button
        type="button"
        className={classes.needHead}
        aria-expanded={expanded}
        onClick={() => setExpanded(!expanded)}
      >
        <span className={classes.needWords}>
          <span className={classes.statement}>{need.statement}</span>
          <span className={classes.bar}>
            <Tag tone="ice">{w.layer[need.layer]}</Tag>
            {best && <Tag tone={FIT_TONES[best]}>{w.fit[best]}</Tag>}
            {isOpen && <Tag tone="warn">{w.match.unanswered}</Tag>}
            {need.personName && <span className={classes.small}>{need.personName}</span>}
          </span>
        </span>
        <IconChevronDown size={20} aria-hidden className={classes.chevron} />
      </button>
      {expanded && (
        <div className={classes.needBody}>
          {need.quote && need.quote !== need.statement && (
            <blockquote className={classes.quote}>{need.quote}</blockquote>
          )}
          <Choice {...props} products={products} />
        </div>
      )}
    </section>
  )
}

function Choice({ visit, need, matches, uses, products, isOpen, onObjective }: NeedMatchProps) {
  const w = useWords(words)
  const f = useFormat()
  const set = useTap(setMatch, need.statement)
  const withdraw = useTap(withdrawMatch, need.statement)
  const objective = useTap(addObjective, visit.accountName)
  const first = matches[0]
  const [productId, setProductId] = useState<string | null>(
    first ? (first.product?.id ?? NOTHING) : products.length === 1 ? products[0]!.id : null,
  )
  const [picked, setPicked] = useState<Picked | null>(null)
  const current = matches.find((match) => (match.product?.id ?? NOTHING) === productId)
  const chosen = productId === NOTHING ? null : productId
  const options = new Map(products.map((product) => [product.id, product.name]))
  for (const match of matches) if (match.product) options.set(match.product.id, match.product.name)
  if (picked) options.set(picked.id, picked.label)
  const put = (fit: Fit, details: { gap?: string; remedy?: string } = {}) =>
    set({
      params: { needId: need.id },
      body: {
        id: newId(),
        supersedes: current?.id ?? null,
        productId: chosen,
        fit,
        gap: current?.gap ?? '',
        remedy: current?.remedy ?? '',
        ownerId: current?.owner?.id ?? null,
        dueOn: current?.dueOn ?? null,
        source: { kind: 'visit', id: visit.id, note: '' },
        ...details,
      },
    })
  const choose = (to: string | null) => {
    setProductId(to)
    if (to === NOTHING && !matches.some((match) => match.product === null))
      void set({
        params: { needId: need.id },
        body: {
          id: newId(),
          supersedes: null,
          productId: null,
          fit: 'unmet',
          source: { kind: 'visit', id: visit.id, note: '' },
        },
      })
  }
  const suggest = async () => {
    const text = w.match.objectiveText(need.statement)
    if (onObjective) onObjective({ needId: need.id, text })
    else {
      const body = {
        id: newId(),
        kind: 'solution' as const,
        text,
        grewFrom: { kind: 'need' as const, id: need.id },
      }
      if (await objective({ params: { visitId: visit.id }, body })) toast(w.match.objectiveAdded)
    }
  }
  return (
    <div className={classes.stack}>
      {(options.size > 0 || productId === NOTHING) && (
        <ChipChoice
          label={w.match.pickProduct}
          options={[
            ...[...options].map(([value, label]) => ({ value, label, disabled: !visit.canWrite })),
            { value: NOTHING, label: w.match.nothing, disabled: !visit.canWrite },
          ]}
          value={productId}
          onChange={choose}
        />
      )}
      {products.length === 0 && visit.canWrite && (
        <RecordPicker
          label={options.size > 0 ? w.match.another : w.match.pickProduct}
          search={searchProducts}
          value={null}
          onChange={(product) => {
            setPicked(product)
            if (product) setProductId(product.id)
          }}
        />
      )}
      {chosen && (
        <ChipChoice
          label={w.match.fit}
          required
          options={FITS.map((fit) => ({ value: fit, label: w.fit[fit], disabled: !visit.canWrite }))}
          value={current?.fit ?? null}
          onChange={(fit) => fit && void put(fit)}
        />
      )}
      {current && (
        <span className={classes.small}>{w.match.by(current.assertedBy, f.moment(current.assertedAt))}</span>
      )}
      {current && current.fit !== 'met' && visit.canWrite && (
        <GapForm key={current.id} need={need} match={current} />
      )}
      {visit.canWrite && (
        <div className={classes.bar}>
          {isOpen && (
            <Button icon={<IconTargetArrow size={18} />} onClick={() => void suggest()}>
              {w.match.makeObjective}
            </Button>
          )}
          {current && (
            <Button
              variant="quiet"
              onClick={async () => {
                const { fit, gap, remedy } = current
                if (await withdraw({ params: { matchId: current.id } }))
                  undoToast(w.match.withdrawn, () =>
                    set({
                      params: { needId: need.id },
                      body: {
                        id: newId(),
                        supersedes: null,
                        productId: chosen,
                        fit,
                        gap,
                        remedy,
                        ownerId: current.owner?.id ?? null,
                        dueOn: current.dueOn,
                        source: { kind: 'visit', id: visit.id, note: '' },
                      },
                    }),
                  )
              }}
            >
              {w.match.withdraw}
            </Button>
          )}
        </div>
      )}
      {chosen && <FabeSentence visit={visit} need={need} productId={chosen} uses={uses} />}
    </div>
  )
}

import { IconBookmark, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  changeHandling,
  HANDLING_OUTCOMES,
  type Handling,
  METHODS,
  type Method,
  type Objection,
  type ObjectionState,
  removeObjection,
  resolveObjection,
} from '../objections.contract.ts'
import { isOpen, nextStates } from '../objections.rules.ts'
import { words } from '../words/index.ts'
import { HandlingSheet } from './HandlingSheet.tsx'
import { KeepSheet } from './KeepSheet.tsx'
import classes from './Objections.module.css'

const TONES: Record<ObjectionState, Tone> = {
  open: 'warn',
  handled: 'ice',
  resolved: 'good',
  standing: 'bad',
  reopened: 'warn',
}

/** One objection: what was said, how it stands, how it was answered, and the five ways to answer it. */
export function ObjectionCard({
  objection,
  visit,
  onEdit,
}: {
  objection: Objection
  visit: VisitHead
  onEdit: () => void
}) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const [method, setMethod] = useState<Method | null>(null)
  const [choosing, setChoosing] = useState(false)
  const resolve = useSave(resolveObjection, { about: visit.accountName })
  const remove = useSave(removeObjection, { about: visit.accountName })
  const params = { objectionId: objection.id }
  const failed = { onError: (error: Parameters<typeof say>[0]) => problemToast(say(error)) }
  const steps = nextStates(objection.state).filter((state) => state !== 'handled' && state !== 'open')
  const offered = isOpen(objection.state) && (choosing || objection.handlings.length === 0)
  return (
    <Card accent={objection.state === 'open' || objection.state === 'reopened'}>
      <div className={classes.stack}>
        <div className={classes.head}>
          <Tag tone={TONES[objection.state]}>{w.states[objection.state]}</Tag>
          <Tag>{w.categories[objection.category]}</Tag>
          {objection.nature && <Tag>{w.natures[objection.nature]}</Tag>}
          {objection.isolated !== 'unknown' && <Tag>{w.isolatedOptions[objection.isolated]}</Tag>}
        </div>
        {objection.quote ? (
          <p className={classes.quote}>{objection.quote}</p>
        ) : (
          <p className={classes.quiet}>{w.quoteErased}</p>
        )}
        <p className={classes.quiet}>
          {w.historyLine(objection.personName || w.whoUnknown, f.moment(objection.raisedAt))}
        </p>
        {objection.handlings.map((handling) => (
          <HandlingRow key={handling.id} objection={objection} handling={handling} visit={visit} />
        ))}
        {visit.canWrite && offered && (
          <>
            <p className={classes.quiet}>{objection.handlings.length > 0 ? w.handleAgain : w.handle}</p>
            <div className={classes.methods}>
              {METHODS.map((one) => (
                <button key={one} type="button" className={classes.method} onClick={() => setMethod(one)}>
                  <strong>{w.methods[one]}</strong>
                  <span className={classes.quiet}>{w.formulas[one]}</span>
                </button>
              ))}
            </div>
          </>
        )}
        {visit.canWrite && (
          <div className={classes.actions}>
            {isOpen(objection.state) && !offered && (
              <Button size="sm" onClick={() => setChoosing(true)}>
                {w.handleAgain}
              </Button>
            )}
            {steps.map((state) => (
              <Button
                key={state}
                size="sm"
                variant={state === 'resolved' ? 'default' : 'quiet'}
                busy={resolve.isPending}
                onClick={() =>
                  resolve.mutate({ params, body: { id: newId(), state: state as 'resolved' } }, failed)
                }
              >
                {w.stepTo[state as 'resolved']}
              </Button>
            ))}
            <Button size="sm" variant="quiet" onClick={onEdit}>
              {w.edit}
            </Button>
            {objection.handlings.length === 0 && (
              <Button
                size="sm"
                variant="quiet"
                icon={<IconTrash size={18} />}
                onClick={() => remove.mutate({ params }, { ...failed, onSuccess: () => toast(w.removed) })}
              >
                {w.remove}
              </Button>
            )}
          </div>
        )}
      </div>
      {method && (
        <HandlingSheet
          objection={objection}
          method={method}
          visit={visit}
          onClose={() => {
            setMethod(null)
            setChoosing(false)
          }}
        />
      )}
    </Card>
  )
}

function HandlingRow({
  objection,
  handling,
  visit,
}: {
  objection: Objection
  handling: Handling
  visit: VisitHead
}) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const [keeping, setKeeping] = useState(false)
  const [rewording, setRewording] = useState(false)
  const change = useSave(changeHandling, { about: visit.accountName })
  return (
    <div className={classes.handling}>
      <div className={classes.head}>
        <Tag tone="ice">{w.methods[handling.method]}</Tag>
        {handling.proof && <Tag>{handling.proof.title}</Tag>}
        <span className={classes.quiet}>{w.historyLine(handling.byName, f.moment(handling.at))}</span>
      </div>
      <p className={classes.said}>{handling.line || w.quoteErased}</p>
      {visit.canWrite && handling.parts ? (
        <ChipChoice
          label={w.outcome}
          options={HANDLING_OUTCOMES.map((value) => ({ value, label: w.outcomes[value] }))}
          value={handling.outcome}
          onChange={(outcome) =>
            change.mutate(
              {
                params: { objectionId: objection.id, handlingId: handling.id },
                body: { version: handling.version, outcome },
              },
              { onError: (error) => problemToast(say(error)) },
            )
          }
        />
      ) : (
        <Tag>{handling.outcome ? w.outcomes[handling.outcome] : w.notYet}</Tag>
      )}
      {handling.reaction && <p className={classes.quiet}>{handling.reaction}</p>}
      {handling.before.length > 0 && (
        <details>
          <summary className={classes.quiet}>{w.wordedBefore(handling.before.length)}</summary>
          {handling.before.map((one) => (
            <p key={one.id} className={classes.quiet}>
              {one.line}
              <br />
              {w.replacedBy(one.byName, f.moment(one.at))}
            </p>
          ))}
        </details>
      )}
      {visit.canWrite && handling.parts && (
        <div>
          <Button
            size="sm"
            variant="quiet"
            icon={<IconPencil size={18} />}
            onClick={() => setRewording(true)}
          >
            {w.rewrite}
          </Button>
        </div>
      )}
      {rewording && (
        <HandlingSheet
          objection={objection}
          method={handling.method}
          visit={visit}
          handling={handling}
          onClose={() => setRewording(false)}
        />
      )}
      {handling.kept ? (
        <div className={classes.head}>
          <Tag tone="good">{w.kept}</Tag>
        </div>
      ) : (
        visit.canWrite &&
        handling.outcome === 'worked' && (
          <div>
            <Button size="sm" icon={<IconBookmark size={18} />} onClick={() => setKeeping(true)}>
              {w.keep}
            </Button>
          </div>
        )
      )}
      {keeping && (
        <KeepSheet
          start={{
            category: objection.category,
            method: handling.method,
            line: handling.line,
            roles: objection.roles,
            fromHandlingId: handling.id,
          }}
          onClose={() => setKeeping(false)}
        />
      )}
    </div>
  )
}

import { useState } from 'react'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { undoToast } from '#ui/toast.ts'
import { platformWords } from '../words/platform-words.ts'
import { useFieldProblem, useFormat, useLocale, usePlatformWords, useProblem } from '../words/use.ts'
import classes from './OutboxPanel.module.css'
import { outbox, useOutbox } from './outbox.ts'
import { versionIn, type Waiting } from './outbox-queue.ts'
import { useGo } from './router.tsx'
import { linesOf, said } from './waiting-content.ts'
import { placeOf, useWaitingWords, type WaitingBundle } from './waiting-words.ts'

/** What waits to be sent, one by one; where the server said no, why, and what the reader can do. */
export function OutboxPanel({ onClose }: { onClose: () => void }) {
  const w = usePlatformWords()
  const { queue, sending, lasting } = useOutbox()
  const bundles = useWaitingWords()
  return (
    <Sheet
      opened
      onClose={onClose}
      title={w.outbox.title}
      footer={queue.length > 0 && <Button onClick={() => void outbox.flush()}>{w.outbox.sendNow}</Button>}
    >
      <p className={classes.explain}>{queue.length > 0 ? w.outbox.explain : w.outbox.none}</p>
      {!lasting && <Notice tone="warn">{w.outbox.noStore}</Notice>}
      <ul className={classes.list}>
        {queue.map((one) => {
          const module = one.endpoint.name.split('.')[0] ?? ''
          return (
            <li key={one.id}>
              <Entry
                // Its words come a moment later; what problems are called is fixed at the first drawing.
                key={bundles[module] ? 'spoken' : 'silent'}
                one={one}
                sending={sending === one.id}
                bundle={bundles[module] ?? SILENT}
                onClose={onClose}
              />
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

const NO_WORDS = { writes: {}, fields: {}, choices: {} }
const SILENT: WaitingBundle = { 'zh-CN': NO_WORDS, en: NO_WORDS }

interface EntryProps {
  one: Waiting
  sending: boolean
  bundle: WaitingBundle
  onClose: () => void
}

function Entry({ one, sending, bundle, onClose }: EntryProps) {
  const w = usePlatformWords()
  const f = useFormat()
  const go = useGo()
  const words = bundle[useLocale()]
  const say = useProblem(bundle)
  const [draft, setDraft] = useState<Record<string, unknown> | null>(null)
  const body = (one.input.body ?? {}) as Record<string, unknown>
  const theirs = one.problem?.current as Record<string, unknown> | undefined
  const theirVersion = versionIn(theirs)
  const speech = { words, format: f, yes: w.common.yes, no: w.common.no }
  const lines = linesOf(body, speech)
  const place = placeOf(one.input)
  const onTheirs = (mine: Record<string, unknown>) =>
    theirVersion === undefined ? mine : { ...mine, version: theirVersion }

  const discard = async () => {
    const back = await outbox.discard(one.id)
    undoToast(w.outbox.discarded, back)
  }
  const again = (changed: Record<string, unknown>) => {
    setDraft(null)
    void outbox.tryAgain(one.id, one.input.body === undefined ? one.input : { ...one.input, body: changed })
  }
  return (
    <Card padding="tight">
      <div className={classes.head}>
        <span className={classes.about}>{words.writes[one.endpoint.name] ?? w.outbox.change}</span>
        <Tag tone={one.state === 'needsYou' ? 'bad' : sending ? 'ice' : 'warn'}>
          {sending ? w.outbox.state.sending : w.outbox.state[one.state]}
        </Tag>
      </div>
      <div className={classes.when}>
        {one.about && `${one.about} · `}
        {w.outbox.savedAt(f.moment(one.at))}
      </div>
      {one.problem && <Why problem={one.problem} say={say} bundle={bundle} />}
      {draft === null ? (
        lines.length > 0 && (
          <dl className={classes.content}>
            {lines.map(({ key, label, text }) => {
              const theirText =
                theirs && key in theirs ? said(key, theirs[key], speech) || w.conflict.empty : text
              return (
                <div key={key}>
                  <dt>{label}</dt>
                  {theirText === text ? (
                    <dd>{text}</dd>
                  ) : (
                    <>
                      <dd>
                        <span className={classes.whose}>{w.conflict.mine}</span>
                        {text}
                      </dd>
                      <dd className={classes.theirs}>
                        <span className={classes.whose}>{w.conflict.theirs}</span>
                        {theirText}
                      </dd>
                    </>
                  )}
                </div>
              )
            })}
          </dl>
        )
      ) : (
        <div className={classes.form}>
          {lines
            .filter(({ isText }) => isText)
            .map(({ key, label }) => (
              <TextArea
                key={key}
                label={label}
                rows={1}
                value={String(draft[key] ?? '')}
                onChange={(text) => setDraft({ ...draft, [key]: text })}
              />
            ))}
        </div>
      )}
      <div className={classes.actions}>
        {one.state === 'needsYou' && (
          <Button size="sm" variant="primary" onClick={() => again(draft ?? onTheirs(body))}>
            {draft === null && theirVersion !== undefined ? w.outbox.overwrite : w.outbox.retry}
          </Button>
        )}
        {one.state === 'needsYou' && draft === null && lines.some(({ isText }) => isText) && (
          <Button size="sm" onClick={() => setDraft(onTheirs(body))}>
            {w.outbox.edit}
          </Button>
        )}
        {place && (
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              onClose()
              go(place)
            }}
          >
            {w.outbox.goThere}
          </Button>
        )}
        {!sending && (
          <Button size="sm" variant="quiet" onClick={() => void discard()}>
            {w.outbox.discard}
          </Button>
        )}
      </div>
    </Card>
  )
}

/** Why the server said no, field by field, each by its own name. */
function Why(props: {
  problem: NonNullable<Waiting['problem']>
  say: (problem: NonNullable<Waiting['problem']>) => string
  bundle: WaitingBundle
}) {
  const locale = useLocale()
  const sayField = useFieldProblem(props.bundle)
  const named = (path: string) => {
    const names = path.split('.').map((part) => props.bundle[locale].fields[part])
    return names.filter(Boolean).join(' ') || platformWords[locale].outbox.oneField
  }
  return (
    <div className={classes.why} role="alert">
      {props.say(props.problem)}
      {props.problem.fields && (
        <ul>
          {props.problem.fields.map((field) => (
            <li key={`${field.path} ${field.code}`}>
              {platformWords[locale].common.labelled(named(field.path), sayField(field))}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

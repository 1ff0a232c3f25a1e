import { useState } from 'react'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { undoToast } from '#ui/toast.ts'
import { useFieldProblem, useFormat, usePlatformWords, useProblem } from '../words/use.ts'
import type { Bundle, ProblemWords } from '../words/words.ts'
import { useAllWords } from './all-words.ts'
import classes from './OutboxPanel.module.css'
import { outbox, useOutbox } from './outbox.ts'
import { versionIn, type Waiting } from './outbox-queue.ts'

/** What waits to be sent, one by one; where the server said no, why, and what the reader can do. */
export function OutboxPanel({ onClose }: { onClose: () => void }) {
  const w = usePlatformWords()
  const { queue, sending, lasting } = useOutbox()
  const bundles = useAllWords()
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
        {queue.map((one) => (
          <li key={one.id}>
            <Entry one={one} sending={sending === one.id} bundles={bundles} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Entry({
  one,
  sending,
  bundles,
}: {
  one: Waiting
  sending: boolean
  bundles: Bundle<ProblemWords>[]
}) {
  const w = usePlatformWords()
  const f = useFormat()
  const say = useProblem(...bundles)
  const sayField = useFieldProblem(...bundles)
  const [draft, setDraft] = useState<Record<string, unknown> | null>(null)
  const body = (one.input.body ?? {}) as Record<string, unknown>
  const theirs = one.problem?.current as Record<string, unknown> | undefined
  const theirVersion = versionIn(theirs)

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
        <span className={classes.about}>{one.about}</span>
        <Tag tone={one.state === 'needsYou' ? 'bad' : sending ? 'ice' : 'warn'}>
          {sending ? w.outbox.state.sending : w.outbox.state[one.state]}
        </Tag>
      </div>
      <div className={classes.when}>{w.outbox.savedAt(f.moment(one.at))}</div>
      {one.problem && (
        <div className={classes.why}>
          {say(one.problem)}
          {one.problem.fields && (
            <ul>
              {one.problem.fields.map((field) => (
                <li key={`${field.path} ${field.code}`}>
                  {field.path} {sayField(field)}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {draft === null ? (
        <details className={classes.details}>
          <summary>{w.outbox.content}</summary>
          <dl>
            {Object.entries(body)
              .filter(([key]) => key !== 'version' && key !== 'id')
              .map(([key, value]) => (
                <div key={key}>
                  <dt>{key}</dt>
                  <dd>{written(value)}</dd>
                  {theirs && key in theirs && written(theirs[key]) !== written(value) && (
                    <dd className={classes.theirs}>
                      {w.outbox.theirs}：{written(theirs[key])}
                    </dd>
                  )}
                </div>
              ))}
          </dl>
        </details>
      ) : (
        Object.entries(draft)
          .filter(([key, value]) => typeof value === 'string' && key !== 'id')
          .map(([key, value]) => (
            <TextArea
              key={key}
              label={key}
              rows={1}
              value={String(value)}
              onChange={(text) => setDraft({ ...draft, [key]: text })}
            />
          ))
      )}
      {one.state === 'needsYou' && (
        <div className={classes.actions}>
          {draft !== null && (
            <Button size="sm" variant="primary" onClick={() => again(draft)}>
              {w.outbox.retry}
            </Button>
          )}
          {draft === null && theirVersion !== undefined && (
            <Button size="sm" variant="primary" onClick={() => again({ ...body, version: theirVersion })}>
              {w.outbox.overwrite}
            </Button>
          )}
          {draft === null && theirVersion === undefined && (
            <Button size="sm" variant="primary" onClick={() => again(body)}>
              {w.outbox.retry}
            </Button>
          )}
          {draft === null && (
            <Button
              size="sm"
              onClick={() => setDraft(theirVersion === undefined ? body : { ...body, version: theirVersion })}
            >
              {w.outbox.edit}
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => void discard()}>
            {w.outbox.discard}
          </Button>
        </div>
      )}
    </Card>
  )
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

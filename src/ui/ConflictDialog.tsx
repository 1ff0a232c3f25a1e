import { type ReactNode, useState } from 'react'
import type { Autosaved } from '#platform/web/autosave.ts'
import { type Conflict, differences } from '#platform/web/autosave-draft.ts'
import { usePlatformWords } from '#platform/words/use.ts'
import { Button } from './Button.tsx'
import classes from './ConflictDialog.module.css'
import { Notice } from './Notice.tsx'
import { Sheet } from './Sheet.tsx'

export interface ConflictField<Draft extends object> {
  key: keyof Draft & string
  label: string
  /** How its value reads; plain text, numbers, yes and no, and lists of them read well without. */
  // biome-ignore lint/suspicious/noExplicitAny: each field's own value, which only its caller knows
  render?: (value: any) => ReactNode
}

export interface ConflictDialogProps<Draft extends object> {
  form: Pick<Autosaved<Draft>, 'conflict' | 'resolve'>
  fields: readonly ConflictField<Draft>[]
}

/** Two people changed one record: shows both versions field by field, and saves what the reader picks from each. */
export function ConflictDialog<Draft extends object>({ form, fields }: ConflictDialogProps<Draft>) {
  const w = usePlatformWords()
  const [later, setLater] = useState<Conflict<Draft> | null>(null)
  if (!form.conflict) return null
  const { conflict } = form
  if (later?.version === conflict.version) {
    return (
      <Notice
        tone="warn"
        title={w.conflict.title}
        actions={
          <Button size="sm" onClick={() => setLater(null)}>
            {w.conflict.open}
          </Button>
        }
      />
    )
  }
  return (
    <Compare
      key={conflict.version}
      conflict={conflict}
      fields={fields}
      onLater={() => setLater(conflict)}
      resolve={form.resolve}
    />
  )
}

type Side = 'mine' | 'theirs'

function Compare<Draft extends object>({
  conflict,
  fields,
  onLater,
  resolve,
}: {
  conflict: Conflict<Draft>
  fields: readonly ConflictField<Draft>[]
  onLater: () => void
  resolve: (chosen: Draft) => Promise<void>
}) {
  const w = usePlatformWords()
  const differing = differences(conflict)
  // Where only one of the two changed something, his is proposed; where both did, the reader must say.
  const [picked, setPicked] = useState<Partial<Record<string, Side>>>(() =>
    Object.fromEntries(
      differing.filter((d) => d.by !== 'both').map((d) => [d.key, d.by === 'me' ? 'mine' : 'theirs']),
    ),
  )
  const all = (side: Side) => setPicked(Object.fromEntries(differing.map((d) => [d.key, side])))
  const decided = differing.every((d) => picked[d.key])
  const save = () => {
    const chosen = { ...conflict.theirs }
    for (const { key } of differing) if (picked[key] === 'mine') chosen[key] = conflict.mine[key]
    void resolve(chosen)
  }
  return (
    <Sheet
      opened
      onClose={onLater}
      title={w.conflict.title}
      size="wide"
      footer={
        <>
          <Button onClick={onLater}>{w.conflict.later}</Button>
          <Button variant="primary" disabled={!decided} onClick={save}>
            {w.conflict.save}
          </Button>
        </>
      }
    >
      <p className={classes.explain}>{w.conflict.explain}</p>
      <div className={classes.wholesale}>
        <Button size="sm" onClick={() => all('mine')}>
          {w.conflict.allMine}
        </Button>
        <Button size="sm" onClick={() => all('theirs')}>
          {w.conflict.allTheirs}
        </Button>
      </div>
      {differing.map(({ key, by }) => {
        const field = fields.find((one) => one.key === key)
        const label = field?.label ?? key
        return (
          <fieldset key={key} className={classes.field}>
            <legend className={classes.legend}>
              {label}
              <span className={classes.by}>
                {{ me: w.conflict.onlyMine, them: w.conflict.onlyTheirs, both: w.conflict.both }[by]}
              </span>
            </legend>
            <div className={classes.sides}>
              {(['mine', 'theirs'] as const).map((side) => (
                <label key={side} className={classes.side} data-picked={picked[key] === side || undefined}>
                  <input
                    type="radio"
                    name={`conflict-${key}`}
                    checked={picked[key] === side}
                    onChange={() => setPicked((old) => ({ ...old, [key]: side }))}
                  />
                  <span className={classes.whose}>{w.conflict[side]}</span>
                  <span className={classes.value}>
                    {field?.render?.(conflict[side][key]) ?? plain(conflict[side][key], w)}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )
      })}
    </Sheet>
  )
}

function plain(value: unknown, w: ReturnType<typeof usePlatformWords>): string {
  if (value === null || value === undefined || value === '') return w.conflict.empty
  if (typeof value === 'boolean') return value ? w.common.yes : w.common.no
  if (Array.isArray(value))
    return value.length === 0 ? w.conflict.empty : value.map((one) => plain(one, w)).join('、')
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value)
}

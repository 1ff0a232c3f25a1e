import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { LAYERS, type Need, type NeedStatus } from '../needs.contract.ts'
import { words } from '../words/index.ts'
import classes from './Needs.module.css'

export const STATUS_TONES: Record<NeedStatus, Tone> = {
  assumed: 'quiet',
  stated: 'ice',
  confirmed: 'good',
  quantified: 'good',
  void: 'quiet',
}

/** The iceberg said in words: each statement, and indented beneath it what lies beneath. */
export function IcebergList({
  needs,
  visitId,
  onOpen,
}: {
  needs: readonly Need[]
  visitId?: string | undefined
  onOpen: (needId: string) => void
}) {
  const w = useWords(words)
  const there = new Set(needs.map((need) => need.id))
  const top = needs
    .filter((need) => need.parentId === null || !there.has(need.parentId))
    .sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer))
  if (needs.length === 0) return <p className={classes.muted}>{w.empty.text}</p>
  return <Branch of={top} needs={needs} visitId={visitId} onOpen={onOpen} />
}

function Branch({
  of,
  needs,
  visitId,
  onOpen,
}: {
  of: readonly Need[]
  needs: readonly Need[]
  visitId: string | undefined
  onOpen: (needId: string) => void
}) {
  const w = useWords(words)
  const f = useFormat()
  return (
    <ul className={classes.tree}>
      {of.map((need) => {
        const beneath = needs.filter((one) => one.parentId === need.id)
        return (
          <li key={need.id}>
            <button
              type="button"
              className={classes.treeItem}
              data-here={need.visitId === visitId || undefined}
              onClick={() => onOpen(need.id)}
            >
              <span className={classes.treeWords}>{need.statement}</span>
              <span className={classes.wrap}>
                <Tag tone="ice">{w.layer[need.layer]}</Tag>
                <Tag tone={STATUS_TONES[need.status]}>{w.status[need.status]}</Tag>
                {need.personName && (
                  <span className={classes.small}>
                    {w.saidBy(need.personName, need.visitAt ? f.shortDay(need.visitAt) : '')}
                  </span>
                )}
              </span>
            </button>
            {beneath.length > 0 && <Branch of={beneath} needs={needs} visitId={visitId} onOpen={onOpen} />}
          </li>
        )
      })}
    </ul>
  )
}

import { useMe } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Card } from '#ui/Card.tsx'
import type { VisitCard as VisitCardRow, VisitState } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { useKinds } from './use-kinds.ts'
import classes from './visits.module.css'

export const STATE_TONES: Record<VisitState, Tone> = {
  planned: 'warn',
  prepared: 'ice',
  under_way: 'ice',
  recorded: 'good',
  reviewed: 'good',
  cancelled: 'quiet',
}

/** One visit in a list: when, whom, what for. */
export function VisitCard({
  visit,
  accent = false,
  showDay = false,
}: {
  visit: VisitCardRow
  accent?: boolean
  showDay?: boolean
}) {
  const w = useWords(words)
  const f = useFormat()
  const me = useMe()
  const aim = visit.objectives.map((o) => o.text || w.objectiveKinds[o.kind]).join(w.between)
  const { nameOf } = useKinds()
  const late = ['planned', 'prepared', 'under_way'].includes(visit.state) && isOver(visit)
  return (
    <Card to={`/visits/${visit.id}${late ? '?stage=record' : ''}`} accent={accent} padding="tight">
      <div className={classes.card}>
        <div>
          <div className={classes.clock}>{f.time(visit.plannedAt)}</div>
          <div className={classes.clockHint}>
            {showDay ? f.shortDay(visit.plannedAt) : nameOf(visit.kind)}
          </div>
        </div>
        <div className={classes.who}>
          <div className={classes.account}>{visit.accountName}</div>
          <div className={classes.line}>
            {visit.people.length > 0 ? f.list(visit.people.map((p) => p.name)) : w.list.noPeople}
            {visit.hostId !== me.member.id && ` · ${visit.hostName}`}
          </div>
          <div className={classes.aim}>{aim || w.list.noObjective}</div>
        </div>
        <Tag tone={late ? 'bad' : STATE_TONES[visit.state]}>
          {late ? w.list.notRecorded : w.states[visit.state]}
        </Tag>
      </div>
    </Card>
  )
}

/** True once its planned time has passed altogether. */
export function isOver(visit: { plannedAt: string; plannedMinutes: number }, now = Date.now()): boolean {
  return Date.parse(visit.plannedAt) + visit.plannedMinutes * 60_000 < now
}

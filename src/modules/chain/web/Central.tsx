import { useMemo } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Page.tsx'
import { type CentralReason, central } from '../centrality.rules.ts'
import type { ChainMap } from '../chain.contract.ts'
import { centralWords } from '../words/central.ts'
import classes from './Central.module.css'

/** Names told in one sentence. */
const MOST_NAMES = 3

/** Who is central to this decision, and why, in words. Nothing where the map does not tell. */
export function Central({ map, onOpen }: { map: ChainMap; onOpen: (personId: string) => void }) {
  const w = useWords(centralWords)
  const f = useFormat()
  const found = useMemo(() => central(map), [map])
  if (found.length === 0) return null
  const names = new Map(map.people.map((person) => [person.id, person.name]))
  const seated = new Set(map.seats.map((seat) => seat.personId))
  const told = (ids: readonly string[]) => f.list(ids.slice(0, MOST_NAMES).map((id) => names.get(id) ?? ''))
  const say = (why: CentralReason) => {
    if (why.kind === 'between') return w.between(why.lines)
    return why.kind === 'ear' ? w.ear(told(why.of)) : w.heard(told(why.by), why.by.length - MOST_NAMES)
  }
  return (
    <div className={classes.below}>
      <Section title={w.title} hint={w.hint}>
        <ol className={classes.list}>
          {found.map(({ personId, why }) => (
            <li key={personId} className={classes.one}>
              <div className={classes.head}>
                <Button size="sm" variant="quiet" onClick={() => onOpen(personId)}>
                  {names.get(personId) ?? ''}
                </Button>
                {!seated.has(personId) && <Tag tone="warn">{w.offChain}</Tag>}
              </div>
              <ul className={classes.why}>
                {why.map((one) => (
                  <li key={one.kind}>{say(one)}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}

import { IconArrowsShuffle } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import type { ChainMap } from '../../chain.contract.ts'
import { forecast, levers, roomOf } from '../../opinion.rules.ts'
import { whatIfWords } from '../../words/whatif.ts'
import { Balance } from './Balance.tsx'
import { Matters } from './Matters.tsx'
import { Tries } from './Tries.tsx'
import classes from './WhatIf.module.css'
import { Working } from './Working.tsx'

export interface WhatIfProps {
  map: ChainMap
  onOpen: (personId: string) => void
  /** The way to somebody, where the page has one to show. */
  aboutPerson?: ((personId: string) => ReactNode) | undefined
}

/** Stances moved on a copy of the chain, and where a talk among the customer's people would then lead. Nothing is saved. */
export function WhatIf({ map, onOpen, aboutPerson }: WhatIfProps) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const [moved, setMoved] = useState<ReadonlyMap<string, number | null>>(new Map())
  const room = useMemo(() => roomOf(map), [map])
  const names = useMemo(() => new Map(map.people.map((p) => [p.id, p.name])), [map])
  const name = (personId: string) => names.get(personId) ?? ''
  const now = useMemo(() => forecast(room), [room])
  const tried = useMemo(() => forecast(room, moved), [room, moved])
  if (room.voices.length < 2 || !now.balance || !tried.balance)
    return <EmptyState icon={<IconArrowsShuffle />} title={w.none.title} text={w.none.text} />

  const move = (personId: string, stance: number | null) => {
    const next = new Map(moved)
    const believed = room.voices.find((voice) => voice.personId === personId)?.stance ?? null
    if (stance === believed) next.delete(personId)
    else next.set(personId, stance)
    setMoved(next)
  }
  const unknown = room.voices.filter(
    (v) => (moved.has(v.personId) ? moved.get(v.personId) : v.stance) === null,
  )
  return (
    <Section title={w.title} hint={w.hint}>
      <div className={classes.whatIf}>
        <div className={classes.side}>
          <Balance now={now.balance} tried={moved.size > 0 ? tried.balance : null} />
          {unknown.length > 0 && (
            <Notice tone="warn">{w.unknownSpan(f.list(unknown.map((v) => name(v.personId))))}</Notice>
          )}
          <Matters levers={levers(room, moved)} name={name} onOpen={onOpen} aboutPerson={aboutPerson} />
        </div>
        <Tries
          room={room}
          ends={tried.ends}
          moved={moved}
          name={name}
          onMove={move}
          onReset={() => setMoved(new Map())}
        />
      </div>
      <Working room={room} moved={moved} ends={tried.ends} name={name} />
    </Section>
  )
}

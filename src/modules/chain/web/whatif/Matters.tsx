import { type ReactNode, useState } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import type { Lever } from '../../opinion.rules.ts'
import { whatIfWords } from '../../words/whatif.ts'
import { signed } from './shown.ts'
import classes from './WhatIf.module.css'

interface MattersProps {
  levers: readonly Lever[]
  name: (personId: string) => string
  onOpen: (personId: string) => void
  aboutPerson?: ((personId: string) => ReactNode) | undefined
}

/** The person whose move matters most, what it would do, and how to reach them; two more behind. */
export function Matters({ levers, name, onOpen, aboutPerson }: MattersProps) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const [pathOf, setPathOf] = useState<string | null>(null)
  const [first, ...rest] = levers
  if (!first) return null
  const say = ({ personId, steps, gain }: Lever) =>
    steps === null
      ? w.mattersLearn(name(personId), f.number(Math.round(gain * 10) / 10))
      : w.mattersMove(name(personId), steps, signed(f, gain).replace('+', ''))
  const shown = pathOf === first.personId
  return (
    <section className={classes.matters} aria-labelledby="what-if-matters">
      <h3 id="what-if-matters" className={classes.label}>
        {w.matters}
      </h3>
      <strong className={classes.lever}>{name(first.personId)}</strong>
      <p>{say(first)}</p>
      <div className={classes.actions}>
        {aboutPerson && (
          <Button variant="primary" size="sm" onClick={() => setPathOf(shown ? null : first.personId)}>
            {shown ? w.pathHide : w.path}
          </Button>
        )}
        <Button size="sm" onClick={() => onOpen(first.personId)}>
          {w.openPerson}
        </Button>
      </div>
      {shown && aboutPerson?.(first.personId)}
      {rest.length > 0 && (
        <div className={classes.rest}>
          <span className={classes.quiet}>{w.mattersNext}</span>
          <ul>
            {rest.slice(0, 2).map((lever) => (
              <li key={lever.personId}>{say(lever)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

import { IconArrowBackUp, IconMinus, IconPlus } from '@tabler/icons-react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { stanceWord } from '../../findings.rules.ts'
import type { Between, Room } from '../../opinion.rules.ts'
import { words } from '../../words/index.ts'
import { whatIfWords } from '../../words/whatif.ts'
import { StanceMark } from '../StanceMark.tsx'
import { signed, span } from './shown.ts'
import classes from './WhatIf.module.css'

interface TriesProps {
  room: Room
  ends: readonly Between[]
  moved: ReadonlyMap<string, number | null>
  name: (personId: string) => string
  onMove: (personId: string, stance: number | null) => void
  onReset: () => void
}

/** Everybody of the chain with a step back and a step forward, those with most say first. */
export function Tries({ room, ends, moved, name, onMove, onReset }: TriesProps) {
  const w = useWords(whatIfWords)
  const c = useWords(words)
  const f = useFormat()
  const order = room.voices.map((_, i) => i).sort((a, b) => room.say[b]! - room.say[a]!)
  return (
    <section aria-labelledby="what-if-people">
      <div className={classes.head}>
        <h3 id="what-if-people" className={classes.label}>
          {w.people}
        </h3>
        {moved.size > 0 && (
          <Button variant="quiet" size="sm" onClick={onReset}>
            {w.reset}
          </Button>
        )}
      </div>
      <p className={classes.quiet}>{moved.size > 0 ? w.peopleHint : w.peopleHint}</p>
      <ul className={classes.people}>
        {order.map((i) => {
          const { personId, stance: believed, roles } = room.voices[i]!
          const stance = moved.has(personId) ? moved.get(personId)! : believed
          const who = name(personId)
          return (
            <li key={personId} className={classes.person} data-moved={moved.has(personId) || undefined}>
              <div className={classes.who}>
                <strong>{who}</strong>
                <span className={classes.quiet}>{roles.map((role) => c.roles[role]).join(' · ')}</span>
              </div>
              <div className={classes.stand}>
                <StanceMark stance={stance} />
                <span className={classes.quiet}>
                  {moved.has(personId)
                    ? w.was(c.stances[stanceWord(believed)])
                    : w.after(span(ends[i]!, (x) => signed(f, x), w.between))}
                </span>
              </div>
              <div className={classes.steps}>
                <IconButton
                  label={w.down(who)}
                  icon={<IconMinus size={18} />}
                  disabled={stance === null || stance <= -5}
                  onClick={() => onMove(personId, (stance ?? 0) - 1)}
                />
                <output className={classes.stance}>{stance === null ? '?' : signed(f, stance)}</output>
                <IconButton
                  label={stance === null ? w.guess(who) : w.up(who)}
                  icon={<IconPlus size={18} />}
                  disabled={stance !== null && stance >= 5}
                  onClick={() => onMove(personId, stance === null ? 0 : stance + 1)}
                />
                {moved.has(personId) && (
                  <IconButton
                    label={w.back(who)}
                    icon={<IconArrowBackUp size={18} />}
                    onClick={() => onMove(personId, believed)}
                  />
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

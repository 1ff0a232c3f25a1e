import { useMemo, useState } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { type Between, type Room, settle } from '../../opinion.rules.ts'
import { whatIfWords } from '../../words/whatif.ts'
import { signed, span } from './shown.ts'
import classes from './WhatIf.module.css'

interface WorkingProps {
  room: Room
  moved: ReadonlyMap<string, number | null>
  ends: readonly Between[]
  name: (personId: string) => string
}

/** How the answer came about: everybody's numbers, round after round, and what was assumed. */
export function Working({ room, moved, ends, name }: WorkingProps) {
  const w = useWords(whatIfWords)
  const [shown, setShown] = useState(false)
  return (
    <div className={classes.working}>
      <Button variant="quiet" onClick={() => setShown(!shown)}>
        {shown ? w.workingHide : w.workingShow}
      </Button>
      {shown && (
        <>
          <p className={classes.formula}>{w.formula}</p>
          <Numbers room={room} moved={moved} ends={ends} name={name} />
          <Rounds room={room} moved={moved} name={name} />
          <Assumptions room={room} name={name} />
          <p className={classes.quiet}>{w.source}</p>
        </>
      )}
    </div>
  )
}

function Numbers({ room, moved, ends, name }: WorkingProps) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const percent = (share: number) => Math.round(share * 100)
  const why = (kind: string) => (w.why as Readonly<Record<string, string>>)[kind] ?? w.together
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={w.working}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.columns.name}</th>
            <th scope="col">{w.columns.own}</th>
            <th scope="col">{w.columns.open}</th>
            <th scope="col">{w.columns.hears}</th>
            <th scope="col">{w.columns.end}</th>
            <th scope="col">{w.columns.say}</th>
          </tr>
        </thead>
        <tbody>
          {room.voices.map(({ personId, stance: believed }, i) => {
            const own = moved.has(personId) ? moved.get(personId)! : believed
            const heard = room.heard[i]!
            return (
              <tr key={personId}>
                <th scope="row">{name(personId)}</th>
                <td>{own === null ? '?' : signed(f, own)}</td>
                <td>{w.percent(percent(room.openness[i]!))}</td>
                <td className={classes.hears}>
                  {heard.length === 0
                    ? w.alone
                    : heard
                        .slice(0, 3)
                        .map((one) =>
                          w.hearsOne(
                            name(one.personId),
                            percent(one.share),
                            one.because.length > 0 ? f.list(one.because.map(why)) : w.together,
                          ),
                        )
                        .join(w.andThen)}
                </td>
                <td>{span(ends[i]!, (x) => signed(f, x), w.between)}</td>
                <td>{w.percent(percent(room.say[i]!))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Shown one by one; after them nothing moves that one could read. */
const FIRST_ROUNDS = 4

function Rounds({ room, moved, name }: Pick<WorkingProps, 'room' | 'moved' | 'name'>) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const [worst, best] = useMemo(() => {
    const from = (unknown: number) =>
      settle(
        room,
        room.voices.map((v) => (moved.has(v.personId) ? moved.get(v.personId)! : v.stance) ?? unknown),
      ).rounds
    return [from(-5), from(5)]
  }, [room, moved])
  const last = Math.min(worst.length, best.length) - 1
  const rounds = [...Array(Math.min(FIRST_ROUNDS, last)).keys(), last]
  return (
    <>
      <p className={classes.quiet}>{w.rounds(last)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={w.roundsTable}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{w.columns.name}</th>
              {rounds.map((round) => (
                <th key={round} scope="col">
                  {round === last ? w.roundLast : w.roundOf(round)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {room.voices.map(({ personId }, i) => (
              <tr key={personId}>
                <th scope="row">{name(personId)}</th>
                {rounds.map((round) => (
                  <td key={round}>
                    {span({ low: worst[round]![i]!, high: best[round]![i]! }, (x) => signed(f, x), w.between)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Assumptions({ room, name }: Pick<WorkingProps, 'room' | 'name'>) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const guessed = room.voices.filter((voice) => voice.influence === null).map((v) => name(v.personId))
  const list = w.assumptionList
  return (
    <>
      <h3 className={classes.label}>{w.assumptions}</h3>
      <ul className={classes.assumptions}>
        <li>{list.influence}</li>
        <li>{list.ties}</li>
        <li>{list.conflict}</li>
        <li>{list.say}</li>
        {guessed.length > 0 && <li>{list.unknownInfluence(f.list(guessed))}</li>}
        <li>{list.unknownStance}</li>
        <li>{list.visible}</li>
      </ul>
    </>
  )
}

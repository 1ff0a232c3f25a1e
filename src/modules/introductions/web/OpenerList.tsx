import { IconCalendarPlus } from '@tabler/icons-react'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import type { Opener, RoutePerson } from '../introductions.contract.ts'
import { words } from '../words/index.ts'
import { visitWith } from './aim.ts'
import classes from './Introductions.module.css'
import { linkSentences, openerSentence } from './sentences.ts'

/** Where there is no way: who could open one, why, and the first step. */
export function OpenerList({
  openers,
  target,
  accountId,
}: {
  openers: readonly Opener[]
  target: RoutePerson
  accountId: string
}) {
  const w = useWords(words)
  if (openers.length === 0) return null
  return (
    <section className={classes.part}>
      <h2 className={classes.heading}>{w.openers}</h2>
      <Card>
        <ul className={classes.list}>
          {openers.map((one) => (
            <OpenerLine key={one.person.id} opener={one} target={target} accountId={accountId} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

function OpenerLine({
  opener,
  target,
  accountId,
}: {
  opener: Opener
  target: RoutePerson
  accountId: string
}) {
  const w = useWords(words)
  const f = useFormat()
  const { person, knownBy, knownFor } = opener
  const where = [person.accountId === accountId ? '' : person.accountName, person.unitName, person.title]
  const known = knownBy
    ? [w.knownBy(knownBy.name), ...linkSentences(w, f, { from: knownBy, to: person, reasons: knownFor })]
    : [w.knownByNobody]
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.who}>
          <Link to={`/people/${person.id}`} className={classes.name}>
            {person.name}
          </Link>
          <span className={classes.small}>{where.filter(Boolean).join(' · ')}</span>
        </div>
        <div>{openerSentence(w, f, opener, target.name)}</div>
        <div className={classes.small}>{known.slice(0, 2).join(w.and)}</div>
      </div>
      <Button
        size="sm"
        icon={<IconCalendarPlus size={18} />}
        to={visitWith(
          person,
          knownBy ? w.aim.checkText(person.name, target.name) : w.aim.knowText(person.name, target.name),
        )}
      >
        {knownBy ? w.aim.check(person.name) : w.aim.know(person.name)}
      </Button>
    </li>
  )
}

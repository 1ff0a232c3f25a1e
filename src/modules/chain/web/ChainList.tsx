import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Section } from '#ui/Page.tsx'
import type { ChainMap } from '../chain.contract.ts'
import { placeholders } from '../findings.rules.ts'
import { words } from '../words/index.ts'
import { seatWords } from '../words/seat.ts'
import classes from './Chain.module.css'
import { StanceMark } from './StanceMark.tsx'

/** The same people as the map, as a list: for the phone, and for everyone who does not see or drag. */
export function ChainList({ map, onOpen }: { map: ChainMap; onOpen: (personId: string) => void }) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const seats = new Map(map.seats.map((s) => [s.personId, s]))
  const on = map.people.filter((p) => seats.has(p.id))
  on.sort((a, b) => (seats.get(b.id)?.influence ?? -1) - (seats.get(a.id)?.influence ?? -1))
  const off = map.people.filter((p) => !seats.has(p.id))
  // They count in coverage as never met, so they are seen to be there.
  const ids = new Set(placeholders(map))
  const unknown = map.projectId ? map.posts.filter((p) => ids.has(p.id)) : []
  const units = new Map(map.units.map((u) => [u.id, u.name]))
  return (
    <>
      {on.length > 0 && (
        <Section title={w.onChain}>
          <People people={on} seats={seats} onOpen={onOpen} />
        </Section>
      )}
      {unknown.length > 0 && (
        <Section title={s.unknownPosts}>
          <ul className={classes.list}>
            {unknown.map((post) => (
              <li key={post.id} className={classes.placeholder}>
                <span className={classes.who}>
                  <span>{post.title}</span>
                  <StanceMark stance={null} />
                </span>
                <span className={classes.what}>{units.get(post.unitId ?? '') ?? ''}</span>
                <span className={classes.facts}>{w.coverage.none}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {off.length > 0 && (
        <Section title={w.offChain}>
          <People people={off} seats={seats} onOpen={onOpen} />
        </Section>
      )}
    </>
  )
}

function People({
  people,
  seats,
  onOpen,
}: {
  people: ChainMap['people']
  seats: ReadonlyMap<string, ChainMap['seats'][number]>
  onOpen: (personId: string) => void
}) {
  const w = useWords(words)
  const f = useFormat()
  return (
    <ul className={classes.list}>
      {people.map((person) => {
        const seat = seats.get(person.id)
        return (
          <li key={person.id}>
            <button type="button" className={classes.row} onClick={() => onOpen(person.id)}>
              <span className={classes.who}>
                <span>{person.name}</span>
                {seat && <StanceMark stance={seat.stance} />}
              </span>
              <span className={classes.what}>
                {[person.title, person.unitName].filter(Boolean).join(' · ')}
              </span>
              {seat && seat.buyingRoles.length > 0 && (
                <span className={classes.parts}>
                  {seat.buyingRoles.map((role) => (
                    <Tag key={role} tone="ice">
                      {w.roles[role]}
                    </Tag>
                  ))}
                </span>
              )}
              {seat && (
                <span className={classes.facts}>
                  <span>{seat.influence === null ? w.influenceUnknown : w.influenceIs(seat.influence)}</span>
                  <span>{w.coverage[seat.coverage]}</span>
                  {seat.lastMetAt && <span>{w.lastMet(f.relative(seat.lastMetAt))}</span>}
                </span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

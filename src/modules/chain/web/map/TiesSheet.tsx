import { Suspense, useState } from 'react'
import { listAccountTies, type Tie } from '#modules/people/people.contract.ts'
import { TieSheet } from '#modules/people/web/index.ts'
import { useRead } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import type { ChainMap } from '../../chain.contract.ts'
import { mapWords } from '../../words/map.ts'
import { mapTieWords } from '../../words/map-ties.ts'
import classes from './tools.module.css'

interface TiesSheetProps {
  map: ChainMap
  /** Ties of the map: those between the same two, mostly one. */
  ids: readonly string[]
  onClose: () => void
}

/** What binds two people, as it was recorded: how strong, on what grounds, from where; changed or ended from here. */
export function TiesSheet({ map, ids, onClose }: TiesSheetProps) {
  const w = useWords(mapTieWords)
  const read = useRead(
    listAccountTies,
    { params: { accountId: map.accountId }, query: { tieId: [...ids] } },
    { shows: ['people.get'] },
  )
  const [changing, setChanging] = useState<Tie | null>(null)
  const drawn = map.ties.filter((tie) => ids.includes(tie.id))
  if (changing)
    return (
      <Suspense>
        <TieSheet
          person={{
            id: changing.fromId,
            name: changing.fromName,
            withheld: read.data?.withheld ?? true,
          }}
          tie={changing}
          onClose={onClose}
        />
      </Suspense>
    )
  return (
    <Sheet opened onClose={onClose} title={w.title} size="narrow">
      <Loaded read={read}>
        {({ items, withheld }) => (
          <div className={classes.ties}>
            {drawn.length === 0 && <p>{w.gone}</p>}
            {drawn.map((one) => {
              const full = items.find((tie) => tie.id === one.id)
              return (
                <section key={one.id} className={classes.tie}>
                  <TieFacts map={map} drawn={one} tie={full ?? null} withheld={withheld} />
                  {full && map.canWrite && <Button onClick={() => setChanging(full)}>{w.change}</Button>}
                </section>
              )
            })}
          </div>
        )}
      </Loaded>
    </Sheet>
  )
}

interface TieFactsProps {
  map: ChainMap
  drawn: ChainMap['ties'][number]
  /** Null: it held on the day that is shown, and does so no longer. */
  tie: Tie | null
  withheld: boolean
}

function TieFacts({ map, drawn, tie, withheld }: TieFactsProps) {
  const w = useWords(mapTieWords)
  const m = useWords(mapWords)
  const f = useFormat()
  const called = namesOf(map)
  const kind = m.ties[drawn.kind] ?? drawn.kind
  return (
    <>
      <h3>
        {w.sentence(called(drawn.fromId), kind, called(drawn.toId))}
        {drawn.mutual && <small> {w.mutual}</small>}
      </h3>
      <dl className={classes.facts}>
        <dt>{w.strength}</dt>
        <dd>{drawn.strength === null ? w.strengthUnknown : w.strengthOf(drawn.strength)}</dd>
        {tie && (
          <>
            <dt>{w.evidence}</dt>
            <dd>{tie.evidence || (withheld ? w.withheld : w.noEvidence)}</dd>
            <dt>{w.source}</dt>
            <dd>
              {[tie.fromDossier ? w.fromDossier : w.sources[tie.source.kind], tie.source.note]
                .filter(Boolean)
                .join(' · ')}
              {tie.source.kind === 'visit' && tie.source.id && (
                <>
                  {' '}
                  <Link to={`/visits/${tie.source.id}`}>{w.openVisit}</Link>
                </>
              )}
            </dd>
            <dt>{w.confidence}</dt>
            <dd>{w.confidences[tie.confidence]}</dd>
            <dt>{w.by}</dt>
            <dd>{w.said(tie.assertedByName, f.relative(tie.assertedAt))}</dd>
          </>
        )}
      </dl>
      {!tie && map.on && <p className={classes.hint}>{w.past}</p>}
    </>
  )
}

/** The names of the map's people. */
export function namesOf(map: Pick<ChainMap, 'people'>): (id: string) => string {
  const names = new Map(map.people.map((one) => [one.id, one.name]))
  return (id) => names.get(id) ?? ''
}

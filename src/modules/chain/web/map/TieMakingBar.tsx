import { Suspense, useState } from 'react'
import { listPersonTies } from '#modules/people/people.contract.ts'
import { TieSheet } from '#modules/people/web/index.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { mapTieWords } from '../../words/map-ties.ts'
import { searchPeople } from './PostSheet.tsx'
import type { ShownMap } from './scene.ts'
import classes from './tools.module.css'
import type { TieMaking } from './use-tie-making.ts'

/** Over the map while a tie is recorded: from whom, how to choose the other, and the way out. */
export function TieMakingBar({ map, making }: { map: ShownMap; making: TieMaking }) {
  const w = useWords(mapTieWords)
  const [searching, setSearching] = useState(false)
  const { from } = making
  if (!from) return null
  return (
    <div className={`${classes.overlay} ${classes.tieBar}`} data-over-map>
      <span role="status">{w.choosing(from.name)}</span>
      <div className={classes.tieBarButtons}>
        <Button size="sm" onClick={() => setSearching(true)}>
          {w.byName}
        </Button>
        <Button size="sm" variant="quiet" onClick={making.stop}>
          {w.cancel}
        </Button>
      </div>
      {searching && (
        <Sheet opened onClose={() => setSearching(false)} title={w.withWhom(from.name)} size="narrow">
          <div className={classes.tieSearch}>
            <RecordPicker
              label={w.person}
              hint={w.personHint}
              value={null}
              onChange={(picked) => {
                if (!picked) return
                setSearching(false)
                making.pick({ id: picked.id, name: picked.label })
              }}
              search={searchPeople(map, [from])}
            />
          </div>
        </Sheet>
      )}
    </div>
  )
}

/** Both ends are chosen: what binds them. The form is the one of the person's page, and so is what may be said. */
export function NewTie({ making }: { making: TieMaking }) {
  const { from, to, stop } = making
  const read = useRead(
    listPersonTies,
    { params: { personId: from?.id ?? '' }, query: {} },
    { shows: ['people.get'], enabled: from !== null },
  )
  if (!from || !to || !read.data) return null
  const { items, withheld } = read.data
  return (
    <Suspense>
      <TieSheet person={{ ...from, withheld }} tie={null} other={{ ...to, known: items }} onClose={stop} />
    </Suspense>
  )
}

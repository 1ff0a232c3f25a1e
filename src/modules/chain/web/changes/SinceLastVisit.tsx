import { useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Page.tsx'
import { sinceLastVisit } from '../../chain.contract.ts'
import { changesWords } from '../../words/changes.ts'
import { Line } from './ChangeList.tsx'
import classes from './Changes.module.css'
import { SHOWS } from './Changes.tsx'

const SHOWN = 5

/** What others have learnt or changed here since the reader was last there; nothing where there was no visit yet. */
export function SinceLastVisit({ accountId }: { accountId: string }) {
  const w = useWords(changesWords)
  const f = useFormat()
  const { data } = useRead(sinceLastVisit, { params: { accountId }, query: {} }, { shows: SHOWS })
  if (!data?.visit) return null
  return (
    <Section title={w.card.title} hint={w.sinceVisit(f.moment(data.visit.at))}>
      {data.items.length === 0 ? (
        <p className={classes.quiet}>{w.card.none}</p>
      ) : (
        <>
          <ul className={classes.lines}>
            {data.items.slice(0, SHOWN).map((item, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be alike in everything, and the list never reorders
              <Line key={i} item={item} projects={NO_PROJECTS} />
            ))}
          </ul>
          {data.items.length > SHOWN && (
            <Button variant="quiet" size="sm" to={`/accounts/${accountId}?tab=chain&view=changes`}>
              {w.card.all}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}

const NO_PROJECTS: ReadonlyMap<string, string> = new Map()

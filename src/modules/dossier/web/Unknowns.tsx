import { useState } from 'react'
import type { AccountRecord } from '#modules/accounts/accounts.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { ProgressRing } from '#ui/ProgressRing.tsx'
import { getUnknowns, type UnknownCode } from '../dossier.contract.ts'
import { objectiveFor } from '../dossier.rules.ts'
import { words } from '../words/index.ts'
import classes from './dossier.module.css'

/** Shown at once; the rest on demand, so that the list is a start and not a reproach. */
const FIRST = 4
/** From this weight on a gap is marked. */
const URGENT = 8

/** What we do not know yet, and the visit each unknown could become. */
export function Unknowns({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const read = useRead(
    getUnknowns,
    { params: { accountId: account.id } },
    { shows: ['accounts', 'people', 'projects', 'chain', 'visits'] },
  )
  const [all, setAll] = useState(false)
  const f = useFormat()
  return (
    <Section title={w.unknowns.title} hint={w.unknowns.hint}>
      <Card>
        <Loaded read={read}>
          {({ unknowns, known }) => (
            <>
              <div className={classes.known}>
                <ProgressRing value={known} label={w.unknowns.known('')} size={56} />
                <span>{unknowns.length === 0 ? w.unknowns.none : w.unknowns.known(f.percent(known))}</span>
              </div>
              <ul className={classes.gaps}>
                {unknowns.slice(0, all ? undefined : FIRST).map(({ code, count, weight }) => (
                  <li key={code} className={classes.gap}>
                    <div className={classes.gapTitle}>
                      <span
                        className={classes.urgent}
                        data-urgent={weight >= URGENT || undefined}
                        aria-hidden
                      />
                      <span>
                        {w.unknown[code]}
                        {count !== null && count > 1 && w.unknowns.count(count)}
                      </span>
                    </div>
                    <div className={classes.aim}>{w.aim[code]}</div>
                    {account.right.write && <Ask accountId={account.id} code={code} />}
                  </li>
                ))}
              </ul>
              {unknowns.length > FIRST && !all && (
                <div className={classes.more}>
                  <Button variant="quiet" size="sm" onClick={() => setAll(true)}>
                    {w.unknowns.more(unknowns.length - FIRST)}
                  </Button>
                </div>
              )}
            </>
          )}
        </Loaded>
      </Card>
    </Section>
  )
}

/** The way from an unknown to a visit whose objective it is. */
function Ask({ accountId, code }: { accountId: string; code: UnknownCode }) {
  const w = useWords(words)
  const kind = objectiveFor(code)
  if (kind === null && code !== 'visit') return null
  const search = new URLSearchParams({ account: accountId })
  if (kind) {
    search.set('kind', kind)
    search.set('text', w.aim[code])
  }
  return (
    <div className={classes.ask}>
      <Button variant="quiet" size="sm" to={`/visits/new?${search}`}>
        {kind ? w.unknowns.ask : w.planVisit}
      </Button>
    </div>
  )
}

import { IconPuzzle } from '@tabler/icons-react'
import { listNeedsOfAccount } from '#modules/needs/needs.contract.ts'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { unansweredNeeds } from '../matches.rules.ts'
import { listMatchesOfAccount, listProducts, listUsesOfAccount } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import { NeedMatch } from './NeedMatch.tsx'
import classes from './Pitches.module.css'

/** Products shown as chips where there are no more than these. */
const AS_CHIPS = 8

export interface MatchPanelProps {
  visit: VisitHead
  /** What to do with the text of an objective that an open need suggests; added to this visit unless told. */
  onObjective?: (suggestion: { needId: string; text: string }) => void
}

/** Stage E: for each need of this customer, what of ours answers it, how well, and how to say it. */
export function MatchPanel({ visit, onObjective }: MatchPanelProps) {
  const w = useWords(words)
  const params = { accountId: visit.accountId }
  const needs = useRead(listNeedsOfAccount, { params, query: {} }, { shows: ['people', 'visits'] })
  const matches = useRead(listMatchesOfAccount, { params, query: {} }, { shows: ['needs'] })
  const uses = useRead(listUsesOfAccount, { params, query: {} }, { shows: ['needs', 'proofs'] })
  const products = useRead(listProducts, { query: { limit: AS_CHIPS } })
  return (
    <Loaded read={needs}>
      {({ items }) => (
        <Loaded read={matches}>
          {(matched) => {
            if (items.length === 0)
              return (
                <EmptyState
                  icon={<IconPuzzle />}
                  title={w.match.title}
                  text={w.match.empty}
                  action={<Button to={`/visits/${visit.id}?stage=discover`}>{w.layer.explicit}</Button>}
                />
              )
            const open = new Set(unansweredNeeds(items, matched.items).map((need) => need.id))
            const few = products.data && products.data.next === null ? products.data.items : []
            // This visit's first, then what has no answer yet; what is answered comes last.
            const rank = (need: (typeof items)[number]) =>
              (need.visitId === visit.id ? 0 : 2) + (open.has(need.id) ? 0 : 1)
            return (
              <Section title={w.match.title} hint={w.match.hint}>
                <div className={classes.stack}>
                  <div>
                    <Tag tone={open.size > 0 ? 'warn' : 'good'}>
                      {open.size > 0 ? w.match.open(open.size) : w.match.allMet}
                    </Tag>
                  </div>
                  {[...items]
                    .sort((a, b) => rank(a) - rank(b))
                    .map((need, index) => (
                      <NeedMatch
                        key={need.id}
                        visit={visit}
                        need={need}
                        matches={matched.items.filter((match) => match.needId === need.id)}
                        uses={(uses.data?.items ?? []).filter((use) => use.needId === need.id)}
                        products={few}
                        isOpen={open.has(need.id)}
                        first={index === 0}
                        onObjective={onObjective}
                      />
                    ))}
                </div>
              </Section>
            )
          }}
        </Loaded>
      )}
    </Loaded>
  )
}

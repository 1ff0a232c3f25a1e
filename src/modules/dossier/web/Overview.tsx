import { Suspense } from 'react'
import type { AccountRecord } from '#modules/accounts/accounts.contract.ts'
import { AccountFields, AccountRelations, AccountSummary, AccountTeam } from '#modules/accounts/web/index.ts'
import { SinceLastVisit } from '#modules/chain/web/index.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { useDesk } from '#ui/screen-size.ts'
import { words } from '../words/index.ts'
import classes from './dossier.module.css'
import { Story } from './Story.tsx'
import { Unknowns } from './Unknowns.tsx'

/** The first tab: what is missing, what we know, who of us works on it, and what happened. */
export function Overview({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  const desk = useDesk()
  // On a phone, what to find out comes right below the next step: before a meeting nobody scrolls past a form.
  const unknowns = sells && <Unknowns account={account} />
  const Facts = account.right.write && !account.archivedAt ? AccountFields : AccountSummary
  return (
    <div className={classes.columns}>
      <div className={classes.side}>
        <Facts account={account} title={w.mainFields}>
          {!desk && unknowns}
        </Facts>
      </div>
      <div className={classes.side}>
        {desk && unknowns}
        {sells && (
          <Suspense>
            <SinceLastVisit accountId={account.id} />
          </Suspense>
        )}
        <AccountTeam account={account} />
        {sells && <AccountRelations account={account} />}
        {sells && <Story accountId={account.id} />}
      </div>
    </div>
  )
}

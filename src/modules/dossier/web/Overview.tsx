import type { AccountRecord } from '#modules/accounts/accounts.contract.ts'
import { AccountFields, AccountRelations, AccountSummary, AccountTeam } from '#modules/accounts/web/index.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { words } from '../words/index.ts'
import classes from './dossier.module.css'
import { Story } from './Story.tsx'
import { Unknowns } from './Unknowns.tsx'

/** The first tab: what is missing, what we know, who of us works on it, and what happened. */
export function Overview({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  const Facts = account.right.write && !account.archivedAt ? AccountFields : AccountSummary
  return (
    <div className={classes.columns}>
      <div className={classes.side}>
        <Facts account={account} title={w.mainFields} />
      </div>
      <div className={classes.side}>
        {sells && <Unknowns account={account} />}
        <AccountTeam account={account} />
        {sells && <AccountRelations account={account} />}
        {sells && <Story accountId={account.id} />}
      </div>
    </div>
  )
}

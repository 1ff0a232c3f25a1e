import type { ReactNode } from 'react'
import { Link } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Section } from '#ui/Page.tsx'
import type { AccountRecord } from '../accounts.contract.ts'
import { words } from '../words/index.ts'
import classes from './accounts.module.css'

/** The main fields to look at: for service staff, auditors and those who may only read. What is unknown is left out. */
export function AccountSummary({
  account,
  title,
  children,
}: {
  account: AccountRecord
  title: string
  children?: ReactNode
}) {
  const w = useWords(words)
  const f = useFormat()
  const sells = useMay('selling.read')
  const facts: [string, ReactNode, boolean?][] = [
    ...(sells
      ? ([
          [
            w.fields.nextStep,
            account.nextStep &&
              `${account.nextStep}${account.nextStepOn ? ` · ${f.shortDay(account.nextStepOn)}` : ''}`,
            true,
          ],
          [w.fields.lifecycle, w.lifecycle[account.lifecycle]],
        ] as [string, ReactNode, boolean?][])
      : []),
    [w.fields.tier, w.tier[account.tier]],
    [w.fields.shortNames, f.list(account.shortNames)],
    [w.fields.industry, account.industry && (w.industry[account.industry as 'energy'] ?? account.industry)],
    [w.fields.ownership, account.ownership && w.ownership[account.ownership]],
    [w.fields.region, account.region],
    [w.fields.employees, account.employees !== null && w.people(f.number(account.employees))],
    [w.fields.revenue, account.revenue !== null && f.money(account.revenue, account.revenueCurrency)],
    [w.fields.foundedYear, account.foundedYear !== null && w.founded(String(account.foundedYear))],
    [w.fields.creditCode, account.creditCode],
    [
      w.fields.parent,
      account.parent && <Link to={`/accounts/${account.parent.id}`}>{account.parent.name}</Link>,
    ],
    [w.fields.businessNote, account.businessNote, true],
    [w.fields.industryNote, account.industryNote, true],
  ]
  return (
    <Section title={title}>
      <Card>
        <dl className={classes.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([label, value, whole]) => (
              <div key={label} className={whole ? classes.whole : undefined}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
      {children}
    </Section>
  )
}

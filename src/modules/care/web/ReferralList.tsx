import { IconPlus, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast } from '#ui/toast.ts'
import { listReferrals, type Referral, type ReferralState, stepReferral } from '../care.contract.ts'
import { nextReferralStates } from '../care.rules.ts'
import { words } from '../words/index.ts'
import classes from './Care.module.css'
import { ReferralSheet } from './ReferralSheet.tsx'

const TONES: Record<ReferralState, Tone> = {
  asked: 'quiet',
  promised: 'ice',
  introduced: 'ice',
  contacted: 'ice',
  won: 'good',
  declined: 'quiet',
}

/** Whom a customer referred us to, and how far each has come. */
export function ReferralList({ accountId, canWrite }: { accountId: string; canWrite: boolean }) {
  const w = useWords(words)
  const [adding, setAdding] = useState(false)
  const pages = usePages(listReferrals, { params: { accountId }, query: {} }, { shows: ['people'] })
  if (pages.loading) return null
  const add = canWrite && (
    <Button icon={<IconPlus />} onClick={() => setAdding(true)}>
      {w.referral.add}
    </Button>
  )
  return (
    <Section title={w.referral.title} hint={w.referral.hint} actions={pages.items.length > 0 && add}>
      {pages.items.length === 0 ? (
        <EmptyState
          icon={<IconUserShare />}
          title={w.referral.empty.title}
          text={w.referral.empty.text}
          action={add}
        />
      ) : (
        <div className={classes.tight}>
          {pages.items.map((one) => (
            <ReferralCard key={one.id} referral={one} canWrite={canWrite} />
          ))}
        </div>
      )}
      <LoadMore pages={pages} />
      {adding && <ReferralSheet accountId={accountId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function ReferralCard({ referral, canWrite }: { referral: Referral; canWrite: boolean }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const step = useWrite(stepReferral)
  const last = referral.history[0]
  return (
    <Card padding="tight">
      <div className={classes.tight}>
        <p className={classes.what}>{referral.toAccount?.name || referral.toName || w.referral.unnamed}</p>
        <div className={classes.row}>
          <Tag tone={TONES[referral.state]}>{w.referral.states[referral.state]}</Tag>
          {referral.personName && <Tag>{w.referral.from(referral.personName)}</Tag>}
          {last && <span className={classes.quiet}>{w.doneLine(f.moment(last.at), last.byName)}</span>}
        </div>
        {referral.note && <p className={classes.quiet}>{referral.note}</p>}
        {canWrite && (
          <div className={classes.row}>
            {nextReferralStates(referral.state).map((state) => (
              <Button
                key={state}
                size="sm"
                variant="quiet"
                busy={step.isPending}
                onClick={() =>
                  step.mutate(
                    { params: { referralId: referral.id }, body: { id: newId(), state } },
                    { onError: (error) => problemToast(say(error)) },
                  )
                }
              >
                {w.referral.states[state]}
              </Button>
            ))}
            {referral.toAccount && (
              <Button size="sm" variant="quiet" to={`/accounts/${referral.toAccount.id}`}>
                {referral.toAccount.name}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}

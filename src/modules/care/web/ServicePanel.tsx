import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { dayIn } from '#platform/words/zone.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { addReferral, addServiceItem, type Frequency } from '../care.contract.ts'
import { words } from '../words/index.ts'
import classes from './Care.module.css'
import { ItemSheet } from './ItemSheet.tsx'
import { ReferralSheet } from './ReferralSheet.tsx'

/** What one promises most often, how often it is done, and in how many days for the first time. */
const QUICK = {
  call: { frequency: 'monthly', inDays: 30 },
  inspect: { frequency: 'quarterly', inDays: 90 },
  train: { frequency: 'once', inDays: 14 },
  report: { frequency: 'quarterly', inDays: 90 },
  calibrate: { frequency: 'yearly', inDays: 365 },
} as const satisfies Record<string, { frequency: Frequency; inDays: number }>
type Quick = keyof typeof QUICK

/** Stage H: the service one promised, planned in two taps; and asking for a referral. */
export function ServicePanel({ visit }: { visit: VisitHead }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const [quick, setQuick] = useState<Quick | null>(null)
  const [frequency, setFrequency] = useState<Frequency | null>(null)
  const [more, setMore] = useState(false)
  const [referring, setReferring] = useState(false)
  const add = useSave(addServiceItem, { about: visit.accountName })
  const ask = useSave(addReferral, { about: visit.accountName })
  if (!visit.canWrite) return null
  const failed = { onError: (error: Parameters<typeof say>[0]) => problemToast(say(error)) }
  const plan = () => {
    if (!quick) return
    const startsOn = dayIn(QUICK[quick].inDays)
    const what = w.quick[quick]
    add.mutate(
      {
        params: { accountId: visit.accountId },
        body: {
          id: newId(),
          what,
          frequency: frequency ?? QUICK[quick].frequency,
          startsOn,
          visitId: visit.id,
        },
      },
      {
        ...failed,
        onSuccess: () => {
          toast(w.stage.added(what, f.shortDay(startsOn)))
          setQuick(null)
          setFrequency(null)
        },
      },
    )
  }
  const asked = () =>
    ask.mutate(
      {
        params: { accountId: visit.accountId },
        body: {
          id: newId(),
          visitId: visit.id,
          personId: visit.people.length === 1 ? (visit.people[0]?.id ?? null) : null,
          state: 'asked',
        },
      },
      { ...failed, onSuccess: () => toast(w.referral.saved) },
    )
  return (
    <div className={classes.stack}>
      <Section title={w.stage.title} hint={w.stage.hint}>
        <div className={classes.stack}>
          <ChipChoice
            label={w.quickLabel}
            options={(Object.keys(QUICK) as Quick[]).map((value) => ({ value, label: w.quick[value] }))}
            value={quick}
            onChange={(one) => {
              setQuick(one)
              setFrequency(one && QUICK[one].frequency)
            }}
          />
          {quick && (
            <ChipChoice
              label={w.frequency}
              required
              options={(['once', 'weekly', 'monthly', 'quarterly', 'yearly'] as const).map((value) => ({
                value: value as Frequency,
                label: w.frequencies[value],
              }))}
              value={frequency}
              onChange={setFrequency}
            />
          )}
          <div className={classes.row}>
            {quick && (
              <Button variant="primary" busy={add.isPending} onClick={plan}>
                {w.add}
              </Button>
            )}
            <Button variant="quiet" onClick={() => setMore(true)}>
              {w.stage.more}
            </Button>
          </div>
        </div>
      </Section>
      <Section title={w.referral.ask}>
        <div className={classes.stack}>
          <p className={classes.line}>{w.referral.askLine}</p>
          <div className={classes.row}>
            <Button busy={ask.isPending} onClick={asked}>
              {w.referral.asked}
            </Button>
            <Button onClick={() => setReferring(true)}>{w.referral.got}</Button>
          </div>
        </div>
      </Section>
      {more && (
        <ItemSheet
          accountId={visit.accountId}
          item={null}
          visitId={visit.id}
          onClose={() => setMore(false)}
        />
      )}
      {referring && (
        <ReferralSheet
          accountId={visit.accountId}
          visitId={visit.id}
          people={visit.people}
          onClose={() => setReferring(false)}
        />
      )}
    </div>
  )
}

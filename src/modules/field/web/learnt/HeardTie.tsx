import { useState } from 'react'
import { listPeople } from '#modules/people/people.contract.ts'
import { createTie } from '#modules/people/ties.contract.ts'
import type { VisitDetail } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readOnce, useRead } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from '../field.module.css'

/** Ties one hears of in a conversation; the others have their place on the person's page. */
const KINDS = ['listens_to', 'influences', 'reports', 'ally', 'conflict', 'friend', 'introduced_by'] as const
const AT_HAND = 6

/** Who is close to whom: three taps where both are at hand, with this visit as the source. */
export function HeardTie({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const w = useWords(learntWords)
  const say = useProblem(words)
  const [fromId, setFrom] = useState<string | null>(null)
  const [kind, setKind] = useState<(typeof KINDS)[number] | null>(null)
  const [to, setTo] = useState<Picked | null>(null)
  const [evidence, setEvidence] = useState('')
  const save = useSave(createTie, { about: visit.accountName })
  const people = useRead(listPeople, {
    params: { accountId: visit.accountId },
    query: { limit: AT_HAND + visit.people.length },
  })
  const met = visit.people.filter((person) => person.met)
  const others = [
    ...visit.people.map(({ id, name }) => ({ id, label: name })),
    ...(people.data?.items ?? []).map(({ id, name }) => ({ id, label: name })),
  ]
  const atHand = [...new Map(others.map((one) => [one.id, one])).values()]
    .filter((one) => one.id !== fromId)
    .slice(0, AT_HAND)
  const ready = fromId !== null && kind !== null && to !== null
  const keep = () => {
    if (!ready) return problemToast(w.heard.pickBoth)
    const from = atHandName(fromId)
    save.mutate(
      {
        params: { personId: fromId },
        body: {
          id: newId(),
          toId: to.id,
          kind,
          evidence,
          confidence: 'stated',
          source: { kind: 'visit', id: visit.id, note: '' },
        },
      },
      { onError: (error) => problemToast(say(error)) },
    )
    toast(w.heard.kept(`${from} ${w.heard.kinds[kind]} ${to.label}`))
    onDone()
  }
  const atHandName = (id: string) => visit.people.find((person) => person.id === id)?.name ?? ''
  return (
    <Form onSubmit={keep}>
      <div className={classes.roomy}>
        <ChipChoice
          label={w.heard.from}
          options={(met.length > 0 ? met : visit.people).map(({ id, name }) => ({ value: id, label: name }))}
          value={fromId}
          onChange={(id) => {
            setFrom(id)
            if (to?.id === id) setTo(null)
          }}
        />
        <ChipChoice
          label={w.heard.how}
          options={KINDS.map((value) => ({ value, label: w.heard.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        <ChipChoice
          label={w.heard.to}
          options={atHand.map(({ id, label }) => ({ value: id, label }))}
          value={to && atHand.some((one) => one.id === to.id) ? to.id : null}
          onChange={(id) => setTo(atHand.find((one) => one.id === id) ?? null)}
        />
        <RecordPicker
          label={w.heard.orFind}
          search={async (q, signal) =>
            (
              await readOnce(
                listPeople,
                { params: { accountId: visit.accountId }, query: { ...(q && { q }), limit: 12 } },
                { signal },
              )
            ).items.flatMap((p) =>
              p.id === fromId ? [] : [{ id: p.id, label: p.name, ...(p.title && { detail: p.title }) }],
            )
          }
          value={to}
          onChange={setTo}
        />
        <TextField
          name="evidence"
          label={w.heard.evidence}
          placeholder={w.heard.evidencePlaceholder}
          value={evidence}
          onChange={setEvidence}
        />
        <FormActions>
          <SubmitButton>{w.heard.keep}</SubmitButton>
        </FormActions>
      </div>
    </Form>
  )
}

import { useState } from 'react'
import type { Need } from '#modules/needs/needs.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextArea } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { toast } from '#ui/toast.ts'
import { type Match, setMatch } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import classes from './Pitches.module.css'
import { searchMembers } from './pickers.ts'

/** What is missing, and who closes the gap by when. */
export function GapForm({ need, match }: { need: Need; match: Match }) {
  const w = useWords(words)
  const save = useSave(setMatch, { about: need.statement })
  const [gap, setGap] = useState(match.gap)
  const [remedy, setRemedy] = useState(match.remedy)
  const [dueOn, setDueOn] = useState(match.dueOn)
  const [owner, setOwner] = useState<Picked | null>(
    match.owner ? { id: match.owner.id, label: match.owner.name } : null,
  )
  const changed =
    gap !== match.gap ||
    remedy !== match.remedy ||
    dueOn !== match.dueOn ||
    (owner?.id ?? null) !== (match.owner?.id ?? null)
  const submit = () =>
    save.mutate(
      {
        params: { needId: need.id },
        body: {
          id: newId(),
          supersedes: match.id,
          productId: match.product?.id ?? null,
          fit: match.fit,
          gap,
          remedy,
          ownerId: owner?.id ?? null,
          dueOn,
          source: match.source as never,
          confidence: match.confidence,
        },
      },
      { onSuccess: () => toast(w.match.saved) },
    )
  return (
    <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
      <div className={classes.tight}>
        <TextArea name="gap" label={w.match.gap} rows={1} value={gap} onChange={setGap} />
        <TextArea name="remedy" label={w.match.remedy} rows={1} value={remedy} onChange={setRemedy} />
        <div className={classes.pair}>
          <RecordPicker
            name="ownerId"
            label={w.match.owner}
            search={searchMembers}
            value={owner}
            onChange={setOwner}
          />
          <DayField name="dueOn" label={w.match.dueOn} value={dueOn} onChange={setDueOn} />
        </div>
        {changed && <SubmitButton>{w.match.save}</SubmitButton>}
      </div>
    </Form>
  )
}

import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { dayIn } from '#platform/words/zone.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { type RouteStep, refuseIntroduction } from '../introductions.contract.ts'
import { words } from '../words/index.ts'
import classes from './Introductions.module.css'
import { refusalLine } from './sentences.ts'

const DAYS = { month: 30, quarter: 90, open: null } as const

/** Notes that somebody will not introduce: for how long, and what was said. */
export function RefuseSheet({
  step,
  onRefused,
  onClose,
}: {
  step: RouteStep
  /** It is noted, under this id. */
  onRefused: (refusalId: string) => void
  onClose: () => void
}) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [until, setUntil] = useState<keyof typeof DAYS>('quarter')
  const [note, setNote] = useState('')
  const refuse = useWrite(refuseIntroduction)
  const submit = () =>
    refuse.mutate(
      {
        params: { personId: step.to.id },
        body: { id, from: { kind: step.from.kind, id: step.from.id }, note, until: untilIn(DAYS[until]) },
      },
      {
        onSuccess: () => {
          toast(w.refuse.saved)
          onRefused(id)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={refusalLine(w, step)}>
      <Form onSubmit={submit} problem={refuse.error} bundles={[words]} busy={refuse.isPending}>
        <p className={classes.text}>{w.refuse.text}</p>
        <ChipChoice
          name="until"
          label={w.refuse.until}
          required
          value={until}
          onChange={(chosen) => chosen && setUntil(chosen)}
          options={(['month', 'quarter', 'open'] as const).map((one) => ({
            value: one,
            label: w.refuse[one],
          }))}
        />
        <TextArea
          name="note"
          label={w.refuse.note}
          hint={w.refuse.noteHint}
          rows={2}
          value={note}
          onChange={setNote}
        />
        <FormActions>
          <SubmitButton busy={refuse.isPending}>{w.refuse.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

/** The day so many days from today; null for ever. */
function untilIn(days: number | null): string | null {
  return days === null ? null : dayIn(days)
}

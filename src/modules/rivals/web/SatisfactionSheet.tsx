import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { assertSatisfaction, type InstalledProduct, type Satisfaction } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { findPeople } from './find-here.ts'

/** How content somebody is with a product, in their words. */
export function SatisfactionSheet({ product, onClose }: { product: InstalledProduct; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [score, setScore] = useState<number | null>(null)
  const [comment, setComment] = useState('')
  const [teller, setTeller] = useState<Picked | null>(null)
  const [confidence, setConfidence] = useState<Satisfaction['confidence']>('stated')
  const save = useSave(assertSatisfaction, { about: product.productName })
  const submit = () =>
    save.mutate(
      {
        params: { installedId: product.id },
        body: { id, score, comment, toldById: teller?.id ?? null, confidence },
      },
      { onSuccess: onClose },
    )
  return (
    <Sheet opened onClose={onClose} title={w.panel.rate(product.productName)}>
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <Scale
          name="score"
          label={w.panel.satisfaction}
          min={1}
          max={5}
          value={score}
          onChange={setScore}
          words={(value) => w.score[value as 1 | 2 | 3 | 4 | 5]}
        />
        <TextArea
          name="comment"
          label={w.panel.comment}
          hint={w.panel.commentHint}
          value={comment}
          onChange={setComment}
        />
        <RecordPicker
          name="toldById"
          label={w.panel.toldBy}
          value={teller}
          onChange={setTeller}
          search={(text, signal) => findPeople(product.accountId, text, signal)}
        />
        <ChipChoice
          name="confidence"
          label={w.panel.confidence}
          required
          value={confidence}
          onChange={(chosen) => chosen && setConfidence(chosen)}
          options={CONFIDENCE.map((one) => ({ value: one, label: w.confidence[one] }))}
        />
        <FormActions>
          <SubmitButton busy={save.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

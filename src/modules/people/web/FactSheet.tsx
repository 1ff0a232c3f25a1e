import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  assertFact,
  BASES,
  type DossierField,
  type Fact,
  type FactValue,
  withdrawFact,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { FactValueFields } from './FactValueFields.tsx'
import { useFieldName } from './field-name.ts'

const BLANK: Record<DossierField['shape'], FactValue> = {
  text: { shape: 'text', text: '' },
  school: { shape: 'school', school: '', study: '', from: null, to: null },
  family: { shape: 'family', relation: 'spouse', text: '' },
  date: {
    shape: 'date',
    what: 'birthday',
    calendar: 'solar',
    year: null,
    month: null,
    day: null,
    leapMonth: false,
    note: '',
  },
}

interface FactSheetProps {
  personId: string
  field: DossierField
  /** The fact to update; null adds one. A masked one starts blank: it is replaced, not shown. */
  fact: Fact | null
  onClose: () => void
}

/** Notes or updates one fact. What was believed before stays in the history. */
export function FactSheet({ personId, field, fact, onClose }: FactSheetProps) {
  const w = useWords(words)
  const say = useProblem(words)
  const nameOf = useFieldName()
  const [id] = useState(newId)
  const [value, setValue] = useState<FactValue>(fact?.value ?? BLANK[field.shape])
  const [basis, setBasis] = useState<Fact['basis']>(fact?.basis ?? 'told')
  const [confidence, setConfidence] = useState<Fact['confidence']>(fact?.confidence ?? 'stated')
  const [expiresOn, setExpiresOn] = useState<string | null>(fact?.expiresOn ?? null)
  const assert = useWrite(assertFact)
  const withdraw = useWrite(withdrawFact)
  const submit = () =>
    assert.mutate(
      {
        params: { personId },
        body: { id, field: field.key, value, basis, confidence, expiresOn, supersedes: fact?.id ?? null },
      },
      { onSuccess: onClose },
    )
  const takeBack = (factId: string) =>
    withdraw.mutate(
      { params: { factId } },
      {
        onSuccess: () => {
          toast(w.dossier.withdrawn)
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  const name = nameOf(field)
  return (
    <Sheet opened onClose={onClose} title={fact ? w.dossier.changeFact(name) : w.dossier.addTo(name)}>
      <Form onSubmit={submit} problem={assert.error} bundles={[words]} busy={assert.isPending}>
        {field.class === 'sensitive' && <Notice tone="ice">{w.dossier.sensitive}</Notice>}
        <FactValueFields
          value={value}
          set={setValue}
          ask={(w.dossier.ask as Record<string, string>)[field.key]}
        />
        <ChipChoice
          name="basis"
          label={w.dossier.basis}
          required
          value={basis}
          onChange={(chosen) => chosen && setBasis(chosen)}
          options={BASES.map((one) => ({ value: one, label: w.dossier.basisOf[one] }))}
        />
        <ChipChoice
          name="confidence"
          label={w.dossier.confidence}
          required
          value={confidence}
          onChange={(chosen) => chosen && setConfidence(chosen)}
          options={CONFIDENCE.map((one) => ({ value: one, label: w.confidence[one] }))}
        />
        <DayField name="expiresOn" label={w.dossier.expires} value={expiresOn} onChange={setExpiresOn} />
        <FormActions>
          <SubmitButton busy={assert.isPending}>{w.save}</SubmitButton>
          {fact && (
            <Button variant="danger" busy={withdraw.isPending} onClick={() => takeBack(fact.id)}>
              {w.dossier.withdraw}
            </Button>
          )}
        </FormActions>
      </Form>
    </Sheet>
  )
}

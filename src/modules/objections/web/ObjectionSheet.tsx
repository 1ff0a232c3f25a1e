import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import {
  addObjection,
  CATEGORIES,
  type Category,
  changeObjection,
  ISOLATED,
  NATURES,
  type Nature,
  type Objection,
} from '../objections.contract.ts'
import { words } from '../words/index.ts'

/** Notes an objection as it was said, or corrects one. */
export function ObjectionSheet({
  visit,
  objection,
  onClose,
}: {
  visit: VisitHead
  objection: Objection | null
  onClose: () => void
}) {
  const w = useWords(words)
  const onlyOne = visit.people.length === 1 ? (visit.people[0]?.id ?? null) : null
  const [draft, setDraft] = useState({
    quote: objection?.quote ?? '',
    personId: objection ? objection.personId : onlyOne,
    category: objection?.category ?? (null as Category | null),
    nature: objection?.nature ?? (null as Nature | null),
    isolated: objection?.isolated ?? ('unknown' as const),
  })
  const [id] = useState(newId)
  const add = useSave(addObjection, { about: visit.accountName })
  const change = useSave(changeObjection, { about: visit.accountName })
  const busy = add.isPending || change.isPending
  const save = () => {
    const done = { onSuccess: onClose }
    // Left out, the category is asked for at its field like everything else that is required.
    const body = { ...draft, category: draft.category as Category }
    if (objection)
      change.mutate(
        { params: { objectionId: objection.id }, body: { ...body, version: objection.version } },
        done,
      )
    else
      add.mutate(
        {
          params: { accountId: visit.accountId },
          body: { ...body, id, visitId: visit.id, projectId: visit.projectId },
        },
        done,
      )
  }
  const people = [...visit.people]
  if (objection?.personId && !people.some((p) => p.id === objection.personId))
    people.push({ id: objection.personId, name: objection.personName, title: '' })
  return (
    <Sheet opened onClose={onClose} title={objection ? w.edit : w.add}>
      <Form onSubmit={save} problem={add.error ?? change.error} bundles={[words]} busy={busy}>
        <TextArea
          name="quote"
          label={w.quote}
          placeholder={w.quotePlaceholder}
          required
          autoFocus
          rows={2}
          value={draft.quote}
          onChange={(quote) => setDraft({ ...draft, quote })}
        />
        <ChipChoice
          name="category"
          label={w.category}
          required
          options={CATEGORIES.map((value) => ({ value, label: w.categories[value] }))}
          value={draft.category}
          onChange={(category) => setDraft({ ...draft, category })}
        />
        {people.length > 0 && (
          <ChipChoice
            name="personId"
            label={w.who}
            options={people.map((p) => ({ value: p.id, label: p.name }))}
            value={draft.personId}
            onChange={(personId) => setDraft({ ...draft, personId })}
          />
        )}
        <ChipChoice
          name="nature"
          label={w.nature}
          hint={draft.nature ? w.natureHints[draft.nature] : undefined}
          options={NATURES.map((value) => ({ value, label: w.natures[value] }))}
          value={draft.nature}
          onChange={(nature) => setDraft({ ...draft, nature })}
        />
        <ChipChoice
          name="isolated"
          label={w.isolated}
          hint={w.isolatedHint}
          required
          options={ISOLATED.map((value) => ({ value, label: w.isolatedOptions[value] }))}
          value={draft.isolated}
          onChange={(isolated) => setDraft({ ...draft, isolated: isolated ?? 'unknown' })}
        />
        <SubmitButton>{w.save}</SubmitButton>
      </Form>
    </Sheet>
  )
}

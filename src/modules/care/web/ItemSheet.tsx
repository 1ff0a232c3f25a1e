import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { DayField, NumberField, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import {
  addServiceItem,
  changeServiceItem,
  FREQUENCIES,
  type Frequency,
  type ServiceItem,
} from '../care.contract.ts'
import { words } from '../words/index.ts'
import { findMembers, findPeopleOf } from './find-here.ts'

/** Plans a service, or changes one. */
export function ItemSheet({
  accountId,
  item,
  visitId = null,
  onClose,
}: {
  accountId: string
  item: ServiceItem | null
  visitId?: string | null
  onClose: () => void
}) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  const [id] = useState(newId)
  const [draft, setDraft] = useState({
    what: item?.what ?? '',
    frequency: item?.frequency ?? ('quarterly' as Frequency),
    everyDays: item?.everyDays ?? null,
    day: item?.nextDue ?? today(),
  })
  const [person, setPerson] = useState<Picked | null>(
    item?.personId ? { id: item.personId, label: item.personName } : null,
  )
  const [owner, setOwner] = useState<Picked | null>(item ? { id: item.ownerId, label: item.ownerName } : null)
  const add = useWrite(addServiceItem)
  const change = useWrite(changeServiceItem)
  const save = () => {
    const { day, ...fields } = draft
    const done = { onSuccess: onClose }
    const links = { personId: person?.id ?? null, ...(owner && { ownerId: owner.id }) }
    if (item)
      change.mutate(
        {
          params: { serviceItemId: item.id },
          body: {
            ...fields,
            ...links,
            version: item.version,
            ...(day !== item.nextDue && item.nextDue !== null && { nextDue: day }),
          },
        },
        done,
      )
    else
      add.mutate({ params: { accountId }, body: { ...fields, ...links, id, visitId, startsOn: day } }, done)
  }
  return (
    <Sheet opened onClose={onClose} title={item ? w.edit : w.add}>
      <Form
        onSubmit={save}
        problem={add.error ?? change.error}
        bundles={[words]}
        busy={add.isPending || change.isPending}
      >
        <TextField
          name="what"
          label={w.what}
          required
          autoFocus
          value={draft.what}
          onChange={(what) => setDraft({ ...draft, what })}
        />
        <ChipChoice
          name="frequency"
          label={w.frequency}
          required
          options={FREQUENCIES.map((value) => ({ value, label: w.frequencies[value] }))}
          value={draft.frequency}
          onChange={(frequency) => frequency && setDraft({ ...draft, frequency })}
        />
        {draft.frequency === 'every_n_days' && (
          <NumberField
            name="everyDays"
            label={w.everyDays}
            unit={w.days}
            required
            value={draft.everyDays}
            onChange={(everyDays) => setDraft({ ...draft, everyDays })}
          />
        )}
        <DayField
          name={item ? 'nextDue' : 'startsOn'}
          label={item ? w.nextDue : w.starts}
          required
          value={draft.day}
          onChange={(day) => setDraft({ ...draft, day: day ?? today() })}
        />
        <RecordPicker name="ownerId" label={w.owner} search={findMembers} value={owner} onChange={setOwner} />
        {sells && (
          <RecordPicker
            name="personId"
            label={w.person}
            search={findPeopleOf(accountId)}
            value={person}
            onChange={setPerson}
          />
        )}
        <SubmitButton>{w.save}</SubmitButton>
      </Form>
    </Sheet>
  )
}

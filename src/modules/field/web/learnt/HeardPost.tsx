import { useState } from 'react'
import { createPost, getOrganisation } from '#modules/accounts/accounts.contract.ts'
import type { VisitDetail } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { toast } from '#ui/toast.ts'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from '../field.module.css'

/** A position one did not know of: on the chart at once, its holder to be asked for. */
export function HeardPost({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const w = useWords(learntWords)
  const [draft, setDraft] = useState({ id: newId(), title: '', unitId: null as string | null })
  const [holder, setHolder] = useState<'holderUnknown' | 'vacant'>('holderUnknown')
  const chart = useRead(getOrganisation, { params: { accountId: visit.accountId }, query: {} })
  const create = useSave(createPost, { about: visit.accountName })
  const keep = () =>
    create.mutate(
      {
        params: { accountId: visit.accountId },
        body: { ...draft, holderUnknown: holder === 'holderUnknown', vacant: holder === 'vacant' },
      },
      {
        onSuccess: () => {
          toast(w.heard.kept(draft.title))
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={keep} problem={create.error} bundles={[words]} busy={create.isPending}>
      <div className={classes.roomy}>
        <TextField
          name="title"
          label={w.heard.postTitle}
          required
          value={draft.title}
          onChange={(title) => setDraft({ ...draft, title })}
        />
        <SelectField
          name="unitId"
          label={w.heard.unit}
          empty={w.heard.noUnit}
          options={(chart.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.unitId}
          onChange={(unitId) => setDraft({ ...draft, unitId })}
        />
        <ChipChoice
          label={w.heard.holder}
          required
          options={(['holderUnknown', 'vacant'] as const).map((value) => ({ value, label: w.heard[value] }))}
          value={holder}
          onChange={(value) => value && setHolder(value)}
        />
        <FormActions>
          <SubmitButton>{w.heard.keep}</SubmitButton>
        </FormActions>
      </div>
    </Form>
  )
}

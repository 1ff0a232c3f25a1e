import { useState } from 'react'
import { getOrganisation } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow, Form, FormActions, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { DayField, SelectField, TextArea, TextField } from '#ui/fields.tsx'
import type { Picked } from '#ui/RecordPicker.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { addInstalled, changeInstalled, type InstalledProduct, MAKERS } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { RivalPicker } from './RivalPicker.tsx'

interface Draft {
  productName: string
  maker: InstalledProduct['maker']
  rivalId: string | null
  unitId: string | null
  since: string | null
  contractEnd: string | null
  note: string
}
interface FieldsProps {
  accountId: string
  value: Draft
  set: (change: Partial<Draft>) => void
  rivalName: string
}

function InstalledFields({ accountId, value, set, rivalName }: FieldsProps) {
  const w = useWords(words)
  const [rival, setRival] = useState<Picked | null>(
    value.rivalId ? { id: value.rivalId, label: rivalName } : null,
  )
  const organisation = useRead(getOrganisation, { params: { accountId }, query: {} })
  const units = organisation.data?.units ?? []
  return (
    <>
      <TextField
        name="productName"
        label={w.panel.productName}
        required
        value={value.productName}
        onChange={(productName) => set({ productName })}
      />
      <ChipChoice
        name="maker"
        label={w.panel.maker}
        required
        value={value.maker}
        onChange={(maker) => maker && set({ maker, rivalId: maker === 'rival' ? (rival?.id ?? null) : null })}
        options={MAKERS.map((one) => ({ value: one, label: w.panel.makers[one] }))}
      />
      {value.maker === 'rival' && (
        <RivalPicker
          value={rival}
          onChange={(picked) => {
            setRival(picked)
            set({ rivalId: picked?.id ?? null })
          }}
        />
      )}
      {units.length > 0 && (
        <SelectField
          name="unitId"
          label={w.panel.unit}
          value={value.unitId}
          onChange={(unitId) => set({ unitId })}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      )}
      <FieldRow>
        <DayField
          name="since"
          label={w.panel.since}
          value={value.since}
          onChange={(since) => set({ since })}
        />
        <DayField
          name="contractEnd"
          label={w.panel.contractEnd}
          value={value.contractEnd}
          onChange={(contractEnd) => set({ contractEnd })}
        />
      </FieldRow>
      <TextArea
        name="note"
        label={w.panel.note}
        hint={w.panel.noteHint}
        rows={2}
        value={value.note}
        onChange={(note) => set({ note })}
      />
    </>
  )
}

/** Notes a product in use. */
export function NewInstalled({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [draft, setDraft] = useState<Draft>({
    productName: '',
    maker: 'rival',
    rivalId: null,
    unitId: null,
    since: null,
    contractEnd: null,
    note: '',
  })
  const save = useSave(addInstalled, { about: draft.productName })
  const submit = () => save.mutate({ params: { accountId }, body: { ...draft, id } }, { onSuccess: onClose })
  return (
    <Sheet opened onClose={onClose} title={w.panel.addProduct}>
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <InstalledFields
          accountId={accountId}
          value={draft}
          set={(change) => setDraft({ ...draft, ...change })}
          rivalName=""
        />
        <FormActions>
          <SubmitButton busy={save.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

/** Changes it; saved as it is typed. */
export function InstalledForm({ product, onClose }: { product: InstalledProduct; onClose: () => void }) {
  const w = useWords(words)
  const save = useSave(changeInstalled, { about: product.productName })
  const form = useAutosave({
    record: product,
    pick: (p: InstalledProduct): Draft & { retiredOn: string | null } => ({
      productName: p.productName,
      maker: p.maker,
      rivalId: p.rivalId,
      unitId: p.unitId,
      since: p.since,
      contractEnd: p.contractEnd,
      note: p.note,
      retiredOn: p.retiredOn,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { installedId: product.id }, body: { ...draft, version } }),
  })
  return (
    <Sheet opened onClose={onClose} title={w.panel.changeProduct} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <InstalledFields
          accountId={product.accountId}
          value={form.value}
          set={form.set}
          rivalName={product.rivalName}
        />
        <DayField
          name="retiredOn"
          label={w.panel.retiredOn}
          value={form.value.retiredOn}
          onChange={(retiredOn) => form.set({ retiredOn })}
        />
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'productName', label: w.panel.productName },
          { key: 'since', label: w.panel.since },
          { key: 'contractEnd', label: w.panel.contractEnd },
          { key: 'retiredOn', label: w.panel.retiredOn },
          { key: 'note', label: w.panel.note },
        ]}
      />
    </Sheet>
  )
}

import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { SwitchField, TextField } from '#ui/fields.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { changePerson, type PersonRecord } from '../people.contract.ts'
import { words } from '../words/index.ts'

/** What a person is called. Saved as it is typed. */
export function PersonForm({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(words)
  const save = useSave(changePerson, { about: person.name })
  const form = useAutosave({
    record: person,
    pick: ({ name, nameEn, formOfAddress, doNotContact }: PersonRecord) => ({
      name,
      nameEn,
      formOfAddress,
      doNotContact,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { personId: person.id }, body: { ...draft, version } }),
  })
  const { value, set } = form
  return (
    <Sheet opened onClose={onClose} title={w.person.edit} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <TextField
          name="name"
          label={w.fields.name}
          required
          value={value.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          name="formOfAddress"
          label={w.fields.formOfAddress}
          hint={w.fields.formOfAddressHint}
          value={value.formOfAddress}
          onChange={(formOfAddress) => set({ formOfAddress })}
        />
        <TextField
          name="nameEn"
          label={w.fields.nameEn}
          value={value.nameEn}
          onChange={(nameEn) => set({ nameEn })}
        />
        <SwitchField
          name="doNotContact"
          label={w.fields.doNotContact}
          hint={w.fields.doNotContactHint}
          value={value.doNotContact}
          onChange={(doNotContact) => set({ doNotContact })}
        />
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.fields.name },
          { key: 'formOfAddress', label: w.fields.formOfAddress },
          { key: 'nameEn', label: w.fields.nameEn },
          { key: 'doNotContact', label: w.fields.doNotContact },
        ]}
      />
    </Sheet>
  )
}

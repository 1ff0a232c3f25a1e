import { Text } from '@mantine/core'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SwitchField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { DOSSIER_FIELDS, type DossierField, setDossierField } from '../people.contract.ts'
import { dossierFieldWords } from '../words/dossier-fields.ts'
import { words } from '../words/index.ts'
import { useFieldName } from './field-name.ts'

const CLASSES = ['normal', 'personal', 'sensitive'] as const

/** One field: what it is called, how closely it is guarded, whether it is used. Without a field: a new one of one's own. */
export function DossierFieldSheet({ field, onClose }: { field: DossierField | null; onClose: () => void }) {
  const w = useWords(dossierFieldWords)
  const nameOf = useFieldName()
  // A field of one's own is about a person all the same: never less than personal.
  const least = DOSSIER_FIELDS.find((one) => one.key === field?.key)?.class ?? 'personal'
  const [key] = useState(() => field?.key ?? `own_${newId().replaceAll('-', '').slice(-16)}`)
  const [draft, setDraft] = useState({
    labelZh: field?.labelZh ?? '',
    labelEn: field?.labelEn ?? '',
    class: field?.class ?? ('personal' as DossierField['class']),
    hidden: field?.hidden ?? false,
  })
  const save = useWrite(setDossierField)
  const own = field === null || field.group === 'own'
  const submit = () =>
    save.mutate(
      { params: { fieldKey: key }, body: { ...draft, version: field?.version ?? null } },
      {
        onSuccess: () => {
          toast(w.saved)
          onClose()
        },
      },
    )
  const builtInName = field && !own ? nameOf({ key: field.key, labelZh: '', labelEn: '' }) : ''
  return (
    <Sheet opened onClose={onClose} title={field ? w.edit(nameOf(field)) : w.newTitle} size="narrow">
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <TextField
          name="labelZh"
          label={w.labelZh}
          hint={own ? w.ownHint : w.builtInHint(builtInName)}
          required={own}
          maxLength={40}
          value={draft.labelZh}
          onChange={(labelZh) => setDraft({ ...draft, labelZh })}
        />
        <TextField
          name="labelEn"
          label={w.labelEn}
          maxLength={60}
          value={draft.labelEn}
          onChange={(labelEn) => setDraft({ ...draft, labelEn })}
        />
        <ChipChoice
          name="class"
          label={w.class}
          hint={w.classHints[draft.class]}
          required
          options={CLASSES.slice(CLASSES.indexOf(least)).map((value) => ({ value, label: w.classes[value] }))}
          value={draft.class}
          onChange={(value) => value && setDraft({ ...draft, class: value })}
        />
        {least === 'personal' && (
          <Text size="sm" c="dimmed">
            {w.onlyStricter}
          </Text>
        )}
        {field && (
          <SwitchField
            name="hidden"
            label={w.hidden}
            hint={w.hiddenHint}
            value={draft.hidden}
            onChange={(hidden) => setDraft({ ...draft, hidden })}
          />
        )}
        <FormActions>
          <SubmitButton>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

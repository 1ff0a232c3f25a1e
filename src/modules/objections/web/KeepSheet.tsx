import { useState } from 'react'
import { BUYING_ROLES, type BuyingRole } from '#modules/chain/chain.contract.ts'
import { standingWords } from '#modules/chain/standing.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { CATEGORIES, type Category, keepLine, METHODS, type Method } from '../objections.contract.ts'
import { words } from '../words/index.ts'

export interface KeepStart {
  category: Category
  method: Method
  line: string
  roles: BuyingRole[]
  fromHandlingId: string | null
}

/** Keeps a line in the playbook: worded for everybody, with whom it suits. */
export function KeepSheet({ start, onClose }: { start: KeepStart; onClose: () => void }) {
  const w = useWords(words)
  const standing = useWords(standingWords)
  const [draft, setDraft] = useState({ id: newId(), ...start })
  const keep = useWrite(keepLine)
  const save = () =>
    keep.mutate(
      { body: draft },
      {
        onSuccess: () => {
          toast(w.keptToast)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.keep}>
      <Form onSubmit={save} problem={keep.error} bundles={[words]} busy={keep.isPending}>
        <TextArea
          name="line"
          label={w.playbook.line}
          hint={w.keepHint}
          required
          rows={4}
          value={draft.line}
          onChange={(line) => setDraft({ ...draft, line })}
        />
        {start.fromHandlingId === null && (
          <>
            <ChipChoice
              label={w.category}
              required
              options={CATEGORIES.map((value) => ({ value, label: w.categories[value] }))}
              value={draft.category}
              onChange={(category) => category && setDraft({ ...draft, category })}
            />
            <ChipChoice
              label={w.playbook.method}
              required
              options={METHODS.map((value) => ({ value, label: w.methods[value] }))}
              value={draft.method}
              onChange={(method) => method && setDraft({ ...draft, method })}
            />
          </>
        )}
        <ChipChoice
          name="roles"
          label={w.keepRoles}
          hint={w.keepRolesHint}
          multiple
          options={BUYING_ROLES.map((value) => ({ value, label: standing.roles[value] }))}
          value={draft.roles}
          onChange={(roles) => setDraft({ ...draft, roles })}
        />
        <SubmitButton>{w.keep}</SubmitButton>
      </Form>
    </Sheet>
  )
}

import { useState } from 'react'
import { createPost, type OrgUnit, type Post } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { words } from '../words/index.ts'

interface PostSheetProps {
  accountId: string
  units: readonly OrgUnit[]
  posts: readonly Post[]
  unitId: string | null
  onClose: () => void
}

/** Adds a post: also one that is vacant, or whose holder nobody knows yet. */
export function PostSheet({ accountId, units, posts, unitId, onClose }: PostSheetProps) {
  const w = useWords(words)
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    title: '',
    unitId,
    reportsToId: null as string | null,
    holder: 'unknown' as 'unknown' | 'vacant' | null,
  }))
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const create = useWrite(createPost)
  const submit = () => {
    const { holder, ...body } = draft
    create.mutate(
      {
        params: { accountId },
        body: { ...body, vacant: holder === 'vacant', holderUnknown: holder === 'unknown' },
      },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.organisation.addPost}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <TextField
          name="title"
          label={w.organisation.postTitle}
          required
          autoFocus
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        {units.length > 0 && (
          <SelectField
            name="unitId"
            label={w.fields.unit}
            value={draft.unitId}
            onChange={(chosen) => set({ unitId: chosen })}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        )}
        {posts.length > 0 && (
          <SelectField
            name="reportsToId"
            label={w.organisation.reportsTo}
            value={draft.reportsToId}
            onChange={(reportsToId) => set({ reportsToId })}
            options={posts.map((post) => ({ value: post.id, label: post.title }))}
          />
        )}
        <ChipChoice
          label={w.organisation.holder}
          value={draft.holder}
          onChange={(holder) => set({ holder })}
          options={[
            { value: 'unknown', label: w.organisation.holderUnknown },
            { value: 'vacant', label: w.organisation.holderVacant },
          ]}
        />
        <FormActions>
          <SubmitButton busy={create.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

import { useState } from 'react'
import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { createPerson } from '../people.contract.ts'
import { words } from '../words/index.ts'

interface PersonSheetProps {
  accountId: string
  units: readonly OrgUnit[]
  posts: readonly Post[]
  onClose: () => void
}

/** A business card in three touches: name, title, department. */
export function PersonSheet({ accountId, units, posts, onClose }: PersonSheetProps) {
  const w = useWords(words)
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    name: '',
    title: '',
    unitId: null as string | null,
    postId: null as string | null,
    mobile: '',
    channelId: newId(),
  }))
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const save = useSave(createPerson, { about: draft.name })
  const submit = () => {
    const { mobile, channelId, ...body } = draft
    const channels = mobile
      ? [{ id: channelId, kind: 'mobile' as const, value: mobile, preferred: true }]
      : []
    save.mutate(
      { params: { accountId }, body: { ...body, channels } },
      {
        onSuccess: () => {
          toast(w.organisation.added(draft.name))
          onClose()
        },
      },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.organisation.addPerson}>
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <TextField
          name="name"
          label={w.fields.name}
          required
          autoFocus
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          name="title"
          label={w.fields.title}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        {units.length > 0 && (
          <SelectField
            name="unitId"
            label={w.fields.unit}
            value={draft.unitId}
            onChange={(unitId) => set({ unitId })}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        )}
        {posts.length > 0 && (
          <SelectField
            name="postId"
            label={w.fields.post}
            value={draft.postId}
            onChange={(postId) => set({ postId })}
            options={posts
              .filter((post) => draft.unitId === null || post.unitId === draft.unitId)
              .map((post) => ({ value: post.id, label: post.title }))}
          />
        )}
        <TextField
          name="channels.0.value"
          type="tel"
          label={w.channels.kind.mobile}
          value={draft.mobile}
          onChange={(mobile) => set({ mobile })}
        />
        <FormActions>
          <SubmitButton busy={save.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

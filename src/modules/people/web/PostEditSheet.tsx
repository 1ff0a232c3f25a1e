import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { chartWords } from '../words/chart.ts'
import classes from './Organisation.module.css'
import type { Holder } from './organisation-tree.ts'
import { useChartStep } from './use-chart-step.ts'

/** Renames, moves or deletes a post, and says whom it answers to; its holder is not touched. */
export function PostEditSheet(props: {
  accountId: string
  post: Post
  units: readonly OrgUnit[]
  posts: readonly Post[]
  holders: readonly Holder[]
  onClose: () => void
}) {
  const w = useWords(chartWords)
  const f = useFormat()
  const { post, posts, units, holders, accountId, onClose } = props
  const held = holders.filter((holder) => holder.postId === post.id).map((holder) => holder.personName)
  const [draft, setDraft] = useState({
    title: post.title,
    unitId: post.unitId,
    reportsToId: post.reportsToId,
    state: (post.vacant ? 'vacant' : 'unknown') as 'vacant' | 'unknown',
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const { step, problem, busy } = useChartStep(accountId)
  const at = { postId: post.id, version: post.version }
  const nameOf = (one: Post) =>
    [one.title, ...holders.filter((h) => h.postId === one.id).map((h) => h.personName)].join(' · ')
  const { state, ...fields } = draft
  const holding = held.length > 0 ? {} : { vacant: state === 'vacant', holderUnknown: state === 'unknown' }
  const submit = () =>
    step([{ do: 'change-post', ...at, ...fields, ...holding }], w.changed(draft.title), onClose)
  return (
    <Sheet opened onClose={onClose} title={w.editPost(post.title)}>
      <Form onSubmit={submit} problem={problem} bundles={[chartWords]} busy={busy}>
        <TextField
          name="edits.0.title"
          label={w.postTitle}
          {...(held.length > 0 && { hint: w.heldBy(f.list(held)) })}
          required
          maxLength={200}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        <SelectField
          name="edits.0.unitId"
          label={w.unit}
          empty={w.noUnit}
          value={draft.unitId}
          onChange={(unitId) => set({ unitId })}
          options={units.map((one) => ({ value: one.id, label: one.name }))}
        />
        <SelectField
          name="edits.0.reportsToId"
          label={w.reportsTo}
          empty={w.noBoss}
          value={draft.reportsToId}
          onChange={(reportsToId) => set({ reportsToId })}
          options={posts
            .filter((one) => one.id !== post.id)
            .map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        {held.length === 0 && (
          <ChipChoice
            label={w.holder}
            required
            value={draft.state}
            onChange={(value) => value && set({ state: value })}
            options={(['unknown', 'vacant'] as const).map((value) => ({ value, label: w.holders[value] }))}
          />
        )}
        <FormActions>
          <SubmitButton busy={busy}>{w.save}</SubmitButton>
        </FormActions>
        <div className={classes.removal}>
          <p className={classes.quiet}>{w.removePostHint}</p>
          <Button
            variant="danger"
            icon={<IconTrash />}
            disabled={busy}
            onClick={() => step([{ do: 'remove-post', ...at }], w.removed(post.title), onClose)}
          >
            {w.removePost}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

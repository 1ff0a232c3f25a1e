import { useState } from 'react'
import { listAccounts } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useGo } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, MoneyField, TextArea, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { createProject, OPEN_STAGES, type ProjectStage } from '../projects.contract.ts'
import { words } from '../words/index.ts'

/** Looks among the customers one may see. */
export async function findAccounts(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(
    listAccounts,
    { query: { limit: 20, ...(text && { q: text }) } },
    { signal },
  )
  return items.map((one) => ({ id: one.id, label: one.name }))
}

/** Opens a project: the problem to solve first, the money may follow. Without `accountId` the customer is asked for. */
export function NewProject({ accountId, onClose }: { accountId?: string; onClose: () => void }) {
  const w = useWords(words)
  const go = useGo()
  const [id] = useState(newId)
  const [account, setAccount] = useState<Picked | null>(null)
  const [draft, setDraft] = useState({
    name: '',
    problemToSolve: '',
    stage: 'prospecting' as ProjectStage,
    amount: null as number | null,
    expectedOn: null as string | null,
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const create = useWrite(createProject)
  const submit = () =>
    create.mutate(
      { body: { ...draft, id, accountId: accountId ?? account?.id ?? null } },
      { onSuccess: (project) => go(`/projects/${project.id}`) },
    )
  return (
    <Sheet opened onClose={onClose} title={w.add}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <TextField
          name="name"
          label={w.fields.name}
          required
          autoFocus
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        {accountId === undefined && (
          <RecordPicker
            name="accountId"
            label={w.fields.customer}
            hint={w.noAccountHint}
            value={account}
            onChange={setAccount}
            search={findAccounts}
          />
        )}
        <TextArea
          name="problemToSolve"
          label={w.fields.problemToSolve}
          hint={w.fields.problemToSolveHint}
          value={draft.problemToSolve}
          onChange={(problemToSolve) => set({ problemToSolve })}
        />
        <ChipChoice
          name="stage"
          label={w.fields.stage}
          required
          value={draft.stage}
          onChange={(stage) => stage && set({ stage })}
          options={OPEN_STAGES.map((stage) => ({ value: stage, label: w.stage[stage] }))}
        />
        <MoneyField
          name="amount"
          label={w.fields.amount}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
        />
        <DayField
          name="expectedOn"
          label={w.fields.expectedOn}
          value={draft.expectedOn}
          onChange={(expectedOn) => set({ expectedOn })}
        />
        <FormActions>
          <SubmitButton busy={create.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

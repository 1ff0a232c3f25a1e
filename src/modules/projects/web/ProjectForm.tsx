import { CURRENCIES } from '#modules/accounts/accounts.contract.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow, FormErrors } from '#ui/Form.tsx'
import { DayField, MoneyField, SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import {
  BUDGET_STATES,
  changeProject,
  PROCUREMENT_METHODS,
  type ProjectRecord,
} from '../projects.contract.ts'
import { isOpen } from '../projects.rules.ts'
import { words } from '../words/index.ts'
import classes from './Projects.module.css'

/** The dossier of a purchase. Saved as it is typed. */
export function ProjectForm({ project }: { project: ProjectRecord }) {
  const w = useWords(words)
  const f = useFormat()
  const save = useSave(changeProject, { about: project.name })
  const form = useAutosave({
    record: project,
    pick: (p: ProjectRecord) => ({
      name: p.name,
      problemToSolve: p.problemToSolve,
      purchasePlan: p.purchasePlan,
      procurementMethod: p.procurementMethod,
      budget: p.budget,
      budgetState: p.budgetState,
      amount: p.amount,
      currency: p.currency as (typeof CURRENCIES)[number],
      expectedOn: p.expectedOn,
      neededOn: p.neededOn,
      outcomeReason: p.outcomeReason,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { projectId: project.id }, body: { ...draft, version } }),
  })
  const { value, set } = form
  const disabled = !project.canWrite
  return (
    <FormErrors problem={form.problem} bundles={[words]}>
      <div className={classes.columns}>
        <Section title={w.page.sections.why} actions={project.canWrite && <SaveState form={form} />}>
          <Card>
            <div className={classes.fields}>
              <TextField
                name="name"
                label={w.fields.name}
                required
                disabled={disabled}
                value={value.name}
                onChange={(name) => set({ name })}
              />
              <TextArea
                name="problemToSolve"
                label={w.fields.problemToSolve}
                hint={w.fields.problemToSolveHint}
                disabled={disabled}
                value={value.problemToSolve}
                onChange={(problemToSolve) => set({ problemToSolve })}
              />
              <TextArea
                name="purchasePlan"
                label={w.fields.purchasePlan}
                hint={w.fields.purchasePlanHint}
                disabled={disabled}
                value={value.purchasePlan}
                onChange={(purchasePlan) => set({ purchasePlan })}
              />
              {!isOpen(project.stage) && (
                <TextArea
                  name="outcomeReason"
                  label={w.fields.outcomeReason}
                  disabled={disabled}
                  value={value.outcomeReason}
                  onChange={(outcomeReason) => set({ outcomeReason })}
                />
              )}
            </div>
          </Card>
        </Section>
        <Section title={w.page.sections.money}>
          <Card>
            <div className={classes.fields}>
              <MoneyField
                name="budget"
                label={w.fields.budget}
                currency={value.currency}
                disabled={disabled}
                value={value.budget}
                onChange={(budget) => set({ budget })}
              />
              <ChipChoice
                name="budgetState"
                label={w.fields.budgetState}
                value={value.budgetState}
                onChange={(budgetState) => set({ budgetState })}
                options={BUDGET_STATES.map((one) => ({ value: one, label: w.budgetState[one], disabled }))}
              />
              <MoneyField
                name="amount"
                label={w.fields.amount}
                currency={value.currency}
                disabled={disabled}
                value={value.amount}
                onChange={(amount) => set({ amount })}
              />
              <SelectField
                name="currency"
                label={w.fields.currency}
                required
                disabled={disabled}
                value={value.currency}
                onChange={(currency) => currency && set({ currency })}
                options={CURRENCIES.map((one) => ({ value: one, label: one }))}
              />
              <FieldRow>
                <DayField
                  name="expectedOn"
                  label={w.fields.expectedOn}
                  disabled={disabled}
                  value={value.expectedOn}
                  onChange={(expectedOn) => set({ expectedOn })}
                />
                <DayField
                  name="neededOn"
                  label={w.fields.neededOn}
                  disabled={disabled}
                  value={value.neededOn}
                  onChange={(neededOn) => set({ neededOn })}
                />
              </FieldRow>
              <ChipChoice
                name="procurementMethod"
                label={w.fields.procurementMethod}
                value={value.procurementMethod}
                onChange={(procurementMethod) => set({ procurementMethod })}
                options={PROCUREMENT_METHODS.map((one) => ({ value: one, label: w.method[one], disabled }))}
              />
            </div>
          </Card>
        </Section>
      </div>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.fields.name },
          { key: 'problemToSolve', label: w.fields.problemToSolve },
          { key: 'purchasePlan', label: w.fields.purchasePlan },
          { key: 'budget', label: w.fields.budget, render: (v) => money(v, f, value.currency) },
          { key: 'budgetState', label: w.fields.budgetState, render: (v) => word(w.budgetState, v) },
          { key: 'amount', label: w.fields.amount, render: (v) => money(v, f, value.currency) },
          { key: 'expectedOn', label: w.fields.expectedOn },
          { key: 'neededOn', label: w.fields.neededOn },
          { key: 'procurementMethod', label: w.fields.procurementMethod, render: (v) => word(w.method, v) },
          { key: 'outcomeReason', label: w.fields.outcomeReason },
        ]}
      />
    </FormErrors>
  )
}

function word(of: Record<string, string>, value: unknown): string {
  return of[String(value)] ?? ''
}
function money(value: unknown, f: ReturnType<typeof useFormat>, currency: string): string {
  return typeof value === 'number' ? f.money(value, currency) : ''
}

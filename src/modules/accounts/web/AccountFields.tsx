import { type ReactNode, useState } from 'react'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow, FormErrors } from '#ui/Form.tsx'
import { DayField, MoneyField, NumberField, SentenceField, TextArea, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { RecordPicker } from '#ui/RecordPicker.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { type AccountRecord, changeAccount, LIFECYCLE, OWNERSHIP, TIER } from '../accounts.contract.ts'
import { creditCodeDoubt } from '../credit-code.rules.ts'
import { words } from '../words/index.ts'
import { type AccountDraft, bodyOf, draftOf } from './account-draft.ts'
import classes from './accounts.module.css'
import { IndustryField } from './IndustryField.tsx'
import { searchAccountsBut } from './pickers.ts'

/**
 * The main fields of an account in one form that saves itself. One form, because all of it is one record with one version:
 * two forms beside each other would make a person conflict with himself.
 */
export function AccountFields({
  account,
  title,
  children,
}: {
  account: AccountRecord
  title: string
  /** Stands right below the next step: what is more urgent than the rest of the form. */
  children?: ReactNode
}) {
  const w = useWords(words)
  // On a phone the fields one rarely changes wait behind a button; a refused one brings them out.
  const desk = useDesk()
  const [unfolded, setUnfolded] = useState(false)
  const save = useSave(changeAccount, { about: account.name })
  const form = useAutosave<AccountRecord, AccountDraft>({
    record: account,
    pick: draftOf,
    save: (draft, version) =>
      save.mutateAsync({ params: { accountId: account.id }, body: { ...bodyOf(draft), version } }),
  })
  const { value, set } = form
  const doubt = creditCodeDoubt(value.creditCode)
  const chips = <T extends string>(values: readonly T[], of: Record<T, string>) =>
    values.map((one) => ({ value: one, label: of[one] }))
  return (
    <Section title={title} actions={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <Card accent={value.nextStep === ''}>
          <div className={classes.stack}>
            <SentenceField
              name="nextStep"
              label={w.fields.nextStep}
              hint={w.fields.nextStepHint}
              value={value.nextStep}
              onChange={(nextStep) => set({ nextStep })}
              maxLength={300}
            />
            <DayField
              name="nextStepOn"
              label={w.fields.nextStepOn}
              value={value.nextStepOn}
              onChange={(nextStepOn) => set({ nextStepOn })}
            />
          </div>
        </Card>
        {children}
        <Card>
          <div className={classes.stack}>
            <ChipChoice
              name="lifecycle"
              label={w.fields.lifecycle}
              required
              options={chips(LIFECYCLE, w.lifecycle)}
              value={value.lifecycle}
              onChange={(lifecycle) => lifecycle && set({ lifecycle })}
            />
            <ChipChoice
              name="tier"
              label={w.fields.tier}
              required
              options={chips(TIER, w.tier)}
              value={value.tier}
              onChange={(tier) => tier && set({ tier })}
            />
            <TextArea
              name="businessNote"
              label={w.fields.businessNote}
              hint={w.fields.businessNoteHint}
              value={value.businessNote}
              onChange={(businessNote) => set({ businessNote })}
            />
            <IndustryField value={value.industry} onChange={(industry) => set({ industry })} />
            <TextArea
              name="industryNote"
              label={w.fields.industryNote}
              hint={w.fields.industryNoteHint}
              value={value.industryNote}
              onChange={(industryNote) => set({ industryNote })}
            />
          </div>
        </Card>
        {desk || unfolded || form.problem ? (
          <Card>
            <div className={classes.stack}>
              <TextField
                name="name"
                label={w.fields.name}
                required
                value={value.name}
                onChange={(name) => set({ name })}
                maxLength={200}
              />
              <TextField
                name="shortNames"
                label={w.fields.shortNames}
                hint={w.fields.shortNamesHint}
                value={value.shortNames}
                onChange={(shortNames) => set({ shortNames })}
              />
              <ChipChoice
                name="ownership"
                label={w.fields.ownership}
                options={chips(OWNERSHIP, w.ownership)}
                value={value.ownership}
                onChange={(ownership) => set({ ownership })}
              />
              <TextField
                name="region"
                label={w.fields.region}
                value={value.region}
                onChange={(region) => set({ region })}
                maxLength={120}
              />
              <FieldRow>
                <NumberField
                  name="employees"
                  label={w.fields.employees}
                  value={value.employees}
                  onChange={(employees) => set({ employees })}
                />
                <MoneyField
                  name="revenue"
                  label={w.fields.revenue}
                  currency={account.revenueCurrency}
                  value={value.revenue}
                  onChange={(revenue) => set({ revenue })}
                />
              </FieldRow>
              <FieldRow>
                <YearField value={value.foundedYear} onChange={(foundedYear) => set({ foundedYear })} />
                <TextField
                  name="creditCode"
                  label={w.fields.creditCode}
                  value={value.creditCode}
                  onChange={(creditCode) => set({ creditCode })}
                  maxLength={30}
                />
              </FieldRow>
              {doubt && (
                <p className={classes.doubt} role="status">
                  {w.creditCodeDoubt[doubt]}
                </p>
              )}
              <RecordPicker
                name="parentId"
                label={w.fields.parent}
                search={searchAccountsBut(account.id)}
                value={value.parent && { id: value.parent.id, label: value.parent.name }}
                onChange={(picked) => set({ parent: picked && { id: picked.id, name: picked.label } })}
              />
            </div>
          </Card>
        ) : (
          <Button full onClick={() => setUnfolded(true)}>
            {w.restOfFields}
          </Button>
        )}
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'nextStep', label: w.fields.nextStep },
          { key: 'nextStepOn', label: w.fields.nextStepOn },
          {
            key: 'lifecycle',
            label: w.fields.lifecycle,
            render: (v: keyof typeof w.lifecycle) => w.lifecycle[v],
          },
          { key: 'tier', label: w.fields.tier, render: (v: keyof typeof w.tier) => w.tier[v] },
          { key: 'businessNote', label: w.fields.businessNote },
          {
            key: 'industry',
            label: w.fields.industry,
            render: (v: string | null) => v && (w.industry[v as 'energy'] ?? v),
          },
          { key: 'industryNote', label: w.fields.industryNote },
          { key: 'name', label: w.fields.name },
          { key: 'shortNames', label: w.fields.shortNames },
          {
            key: 'ownership',
            label: w.fields.ownership,
            render: (v: keyof typeof w.ownership | null) => v && w.ownership[v],
          },
          { key: 'region', label: w.fields.region },
          { key: 'employees', label: w.fields.employees },
          { key: 'revenue', label: w.fields.revenue },
          { key: 'foundedYear', label: w.fields.foundedYear },
          { key: 'creditCode', label: w.fields.creditCode },
          {
            key: 'parent',
            label: w.fields.parent,
            render: (v: AccountRecord['parent']) => v?.name,
          },
        ]}
      />
    </Section>
  )
}

/** A year is four digits, without a thousands comma. */
function YearField({ value, onChange }: { value: number | null; onChange: (year: number | null) => void }) {
  const w = useWords(words)
  return (
    <TextField
      name="foundedYear"
      label={w.fields.foundedYear}
      maxLength={4}
      value={value === null ? '' : String(value)}
      onChange={(text) => {
        const digits = text.normalize('NFKC').replaceAll(/\D/g, '')
        onChange(digits === '' ? null : Number(digits))
      }}
    />
  )
}

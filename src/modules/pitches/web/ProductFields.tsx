import { CURRENCIES } from '#modules/accounts/accounts.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { MoneyField, SelectField, TextArea, TextField } from '#ui/fields.tsx'
import type { Product } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import classes from './Pitches.module.css'

export type ProductDraft = Pick<
  Product,
  'name' | 'series' | 'code' | 'listPrice' | 'currency' | 'unit' | 'summary'
>

export function ProductFields({
  value,
  onChange,
  disabled = false,
}: {
  value: ProductDraft
  onChange: (change: Partial<ProductDraft>) => void
  disabled?: boolean
}) {
  const w = useWords(words)
  const currencies = new Set<string>([...CURRENCIES, value.currency])
  return (
    <>
      <TextField
        name="name"
        label={w.fields.name}
        required
        disabled={disabled}
        value={value.name}
        onChange={(name) => onChange({ name })}
      />
      <TextArea
        name="summary"
        label={w.fields.summary}
        hint={w.fields.summaryHint}
        rows={2}
        disabled={disabled}
        value={value.summary}
        onChange={(summary) => onChange({ summary })}
      />
      <div className={classes.pair}>
        <TextField
          name="series"
          label={w.fields.series}
          disabled={disabled}
          value={value.series}
          onChange={(series) => onChange({ series })}
        />
        <TextField
          name="code"
          label={w.fields.code}
          disabled={disabled}
          value={value.code}
          onChange={(code) => onChange({ code })}
        />
        <MoneyField
          name="listPrice"
          label={w.fields.listPrice}
          currency={value.currency}
          disabled={disabled}
          value={value.listPrice}
          onChange={(listPrice) => onChange({ listPrice })}
        />
        <TextField
          name="unit"
          label={w.fields.unit}
          disabled={disabled}
          value={value.unit}
          onChange={(unit) => onChange({ unit })}
        />
        <SelectField
          name="currency"
          label={w.fields.currency}
          required
          disabled={disabled}
          value={value.currency}
          options={[...currencies].map((one) => ({ value: one, label: one }))}
          onChange={(currency) => currency && onChange({ currency })}
        />
      </div>
    </>
  )
}

import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { SelectField, TextField } from '#ui/fields.tsx'
import { INDUSTRY } from '../accounts.contract.ts'
import { words } from '../words/index.ts'

const OTHER = 'another'

/** An industry of the list, or one's own words: imported customers keep what was written. */
export function IndustryField({
  value,
  onChange,
}: {
  value: string | null
  onChange: (value: string | null) => void
}) {
  const w = useWords(words)
  const listed = INDUSTRY.find((one) => one === value)
  const [own, setOwn] = useState(value !== null && !listed)
  return (
    <>
      <SelectField
        {...(!own && { name: 'industry' })}
        label={w.fields.industry}
        value={own ? OTHER : (listed ?? null)}
        onChange={(chosen) => {
          setOwn(chosen === OTHER)
          onChange(chosen === OTHER ? null : chosen)
        }}
        options={[
          ...INDUSTRY.map((one) => ({ value: one as string, label: w.industry[one] })),
          { value: OTHER, label: w.otherIndustry },
        ]}
      />
      {own && (
        <TextField
          name="industry"
          label={w.otherIndustry}
          hint={w.otherIndustryHint}
          value={listed ? '' : (value ?? '')}
          onChange={(text) => onChange(text || null)}
          maxLength={80}
        />
      )}
    </>
  )
}

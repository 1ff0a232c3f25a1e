import { useEffect, useState } from 'react'
import { CURRENCIES } from '#modules/accounts/accounts.contract.ts'
import { useFormat, useLocale, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { type ImportRun, type Plan, type PlannedImportFile, TARGETS } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import classes from './Exchange.module.css'
import type { Settle } from './SetUp.tsx'

/** What each file holds, and what each of its columns becomes. */
export function ColumnsStep({ run, plan, settle }: { run: ImportRun; plan: Plan; settle: Settle }) {
  const w = useWords(words)
  const [currency, setCurrency] = useState(run.currency)
  const [accountName, setAccountName] = useState(run.accountName)
  // Kept after a short rest, so that no letter is sent alone.
  useEffect(() => {
    if (accountName === run.accountName) return
    const timer = setTimeout(() => settle({ accountName }), 600)
    return () => clearTimeout(timer)
  }, [accountName, run.accountName, settle])
  const money = plan.files.some((file) =>
    file.columns.some((c) => ['amount', 'revenue', 'price', 'budget'].includes(c.field ?? '')),
  )
  const needsAccount = plan.files.some(
    (file) =>
      file.target === 'organogram' ||
      (file.target === 'people' && !file.columns.some((c) => c.field === 'account')),
  )
  return (
    <div className={classes.stack}>
      {plan.files.map((file) => (
        <FileColumns key={file.fileId} file={file} settle={settle} />
      ))}
      {(money || needsAccount) && (
        <Card>
          <div className={classes.pair}>
            {money && (
              <SelectField
                label={w.columns.currency}
                required
                value={currency}
                options={CURRENCIES.map((one) => ({ value: one as string, label: one }))}
                onChange={(chosen) => {
                  setCurrency(chosen ?? 'CNY')
                  settle({ currency: chosen ?? 'CNY' })
                }}
              />
            )}
            {needsAccount && (
              <TextField
                label={w.columns.accountName}
                hint={w.columns.accountNameHint}
                value={accountName}
                maxLength={200}
                onChange={setAccountName}
              />
            )}
          </div>
        </Card>
      )}
    </div>
  )
}

function FileColumns({ file, settle }: { file: PlannedImportFile; settle: Settle }) {
  const w = useWords(words)
  const f = useFormat()
  const locale = useLocale()
  const fieldName = (key: string) => w.fields[key as keyof typeof w.fields] ?? key
  const taken = new Set(file.columns.map((c) => c.field))
  const missing = file.problems.filter((p) => p.code === 'fieldMissing')
  return (
    <Section title={file.name} hint={w.drop.rows(f.number(file.rows))}>
      <Card>
        <SelectField
          label={w.columns.target}
          required
          value={file.target}
          options={TARGETS.map((target) => ({ value: target, label: w.targets[target] }))}
          onChange={(target) => target && settle({ targets: { [file.fileId]: target } })}
        />
        {missing.map((problem) => (
          <Notice key={String(problem.params.field)} tone="bad">
            {sentenceOf(locale, {
              ...problem,
              params: { ...problem.params, field: fieldName(String(problem.params.field)) },
            })}
          </Notice>
        ))}
        {file.target && (
          <ul className={classes.columns}>
            {file.columns.map((column) => (
              <li key={column.index} className={classes.column}>
                <div className={classes.columnWords}>
                  <div className={classes.columnName}>{column.column || w.columns.empty}</div>
                  <div className={classes.samples}>
                    {column.samples.length > 0 ? column.samples.slice(0, 3).join(' · ') : w.columns.empty}
                  </div>
                </div>
                <SelectField
                  label={`${column.column} → ${w.columns.field}`}
                  value={column.field}
                  empty={w.columns.leave}
                  options={file.fields.map(({ key, required }) => ({
                    value: key,
                    label: `${fieldName(key)}${required ? ' *' : ''}`,
                    disabled: taken.has(key) && key !== column.field,
                  }))}
                  onChange={(field) =>
                    settle({ fields: { [file.fileId]: { [String(column.index)]: field ?? '' } } })
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

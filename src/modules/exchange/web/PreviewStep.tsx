import { useLocale, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Section } from '#ui/Page.tsx'
import { useDesk } from '#ui/screen-size.ts'
import type { ImportProblem, Plan, PlannedImportFile } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import classes from './Exchange.module.css'

/** The first rows of each file as they will be, each with what is to be looked at. */
export function PreviewStep({ plan }: { plan: Plan }) {
  const w = useWords(words)
  const desk = useDesk()
  return (
    <div className={classes.stack}>
      {plan.files.map((file) => (
        <Section
          key={file.fileId}
          title={`${file.name}${file.target ? ` · ${w.targets[file.target]}` : ''}`}
          hint={w.preview.title}
        >
          <Warnings problems={file.problems} />
          {desk ? <PreviewTable file={file} /> : <PreviewCards file={file} />}
        </Section>
      ))}
    </div>
  )
}

function usePreviewed(file: PlannedImportFile) {
  const w = useWords(words)
  return file.columns
    .flatMap((c) => c.field ?? [])
    .filter((field) => file.preview.some((row) => row.values[field] !== undefined))
    .map((field) => ({
      field,
      label: w.fields[field as keyof typeof w.fields] ?? field,
      show: (value: string | undefined) => shown(w, field, value),
    }))
}

/** Codes of our own enumerations in words; anything else as it is. */
function shown(w: (typeof words)['zh-CN'], field: string, value: string | undefined): string {
  if (value === undefined) return ''
  const choices = (w.values as Record<string, Record<string, string> | undefined>)[field]
  return choices?.[value] ?? value
}

function PreviewTable({ file }: { file: PlannedImportFile }) {
  const w = useWords(words)
  const fields = usePreviewed(file)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={classes.tableBox} aria-label={`${file.name} ${w.preview.title}`} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.preview.row}</th>
            {fields.map(({ field, label }) => (
              <th key={field} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">{w.preview.problems}</th>
          </tr>
        </thead>
        <tbody>
          {file.preview.map((row) => (
            <tr key={row.row} data-severity={worst(row.problems)}>
              <td className={classes.rowNo}>{row.row}</td>
              {fields.map(({ field, show }) => (
                <td key={field}>{show(row.values[field])}</td>
              ))}
              <td>
                <RowProblems problems={row.problems} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PreviewCards({ file }: { file: PlannedImportFile }) {
  const w = useWords(words)
  const fields = usePreviewed(file)
  return (
    <ul className={classes.files}>
      {file.preview.slice(0, 10).map((row) => (
        <li key={row.row}>
          <Card padding="tight">
            <div className={classes.small}>{w.preview.rowNo(row.row)}</div>
            <dl className={classes.facts}>
              {fields
                .filter(({ field }) => row.values[field] !== undefined)
                .map(({ field, label, show }) => (
                  <div key={field}>
                    <dt>{label}</dt>
                    <dd>{show(row.values[field])}</dd>
                  </div>
                ))}
            </dl>
            <RowProblems problems={row.problems} />
          </Card>
        </li>
      ))}
    </ul>
  )
}

function Warnings({ problems }: { problems: readonly ImportProblem[] }) {
  const locale = useLocale()
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.column} ${problem.value}`} data-severity={problem.severity}>
          {sentenceOf(locale, problem)}
        </li>
      ))}
    </ul>
  )
}

function RowProblems({ problems }: { problems: readonly ImportProblem[] }) {
  const locale = useLocale()
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.column}`} data-severity={problem.severity}>
          {sentenceOf(locale, problem)}
        </li>
      ))}
    </ul>
  )
}

function worst(problems: readonly ImportProblem[]): 'error' | 'warning' | undefined {
  if (problems.some((p) => p.severity === 'error')) return 'error'
  return problems.length > 0 ? 'warning' : undefined
}

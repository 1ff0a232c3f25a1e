import { IconArrowBackUp, IconDownload, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { urlOf } from '#platform/web/client.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useFormat, useLocale, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { confirm } from '#ui/confirm.ts'
import { LoadMore } from '#ui/ListPage.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast } from '#ui/toast.ts'
import {
  downloadImportProblems,
  downloadImportReport,
  type ImportRun,
  listImportProblems,
  type ProblemCount,
  RECORD_KINDS,
  undoImport,
} from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import classes from './Exchange.module.css'

const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped'] as const

/** What came of an import: counts, everything to look at, downloads, and the way back. */
export function ReportView({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const locale = useLocale()
  const say = useProblem(words)
  const undo = useWrite(undoImport)
  const input = { params: { importId: run.id }, query: { locale } }
  const takeBack = async () => {
    const { undoTitle: title, undoText: text, undo: action } = w.report
    if (!(await confirm({ title, text, action, danger: true }))) return
    undo.mutate({ params: { importId: run.id } }, { onError: (problem) => problemToast(say(problem)) })
  }
  return (
    <div className={classes.stack}>
      <Outcome run={run} />
      <Counts run={run} />
      {run.undo && <Undone run={run} />}
      {(run.state === 'done' || run.state === 'undone') && (
        <Section title={w.report.problems}>
          {run.problemCounts.length === 0 && <p className={classes.hint}>{w.report.noProblems}</p>}
          <ul className={classes.files}>
            {[...run.problemCounts].sort(bySeverity).map((count) => (
              <li key={`${count.file} ${count.code} ${count.severity}`}>
                <ProblemGroup run={run} count={count} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div className={classes.footer}>
        {run.state === 'done' && (
          <Button
            variant="danger"
            icon={<IconArrowBackUp />}
            busy={undo.isPending}
            onClick={() => void takeBack()}
          >
            {w.report.undo}
          </Button>
        )}
        <a className={classes.download} href={urlOf(downloadImportReport.path, input)} download>
          <IconDownload size={18} aria-hidden />
          {w.report.json}
        </a>
        {run.problemCounts.length > 0 && (
          <a className={classes.download} href={urlOf(downloadImportProblems.path, input)} download>
            <IconDownload size={18} aria-hidden />
            {w.report.csv}
          </a>
        )}
        <Button to="/import" icon={<IconFileImport />}>
          {w.report.again}
        </Button>
      </div>
    </div>
  )
}

function Outcome({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const locale = useLocale()
  const say = useProblem(words)
  if (run.state === 'cancelled') return <Notice tone="warn">{w.report.cancelled}</Notice>
  if (run.state === 'undone') return <Notice>{w.report.undone}</Notice>
  if (run.failure)
    return (
      <Notice tone="bad" title={run.state === 'failed' ? w.report.failed : w.report.notUndone}>
        {run.failure.code.includes('.') ? say(run.failure) : sentenceOf(locale, run.failure)}
      </Notice>
    )
  if (run.state === 'failed') return <Notice tone="bad">{w.report.failed}</Notice>
  return (
    <Notice tone="good" title={w.report.done}>
      {run.namesWaiting && <span aria-live="polite">{w.report.namesWaiting}</span>}
    </Notice>
  )
}

function Counts({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const f = useFormat()
  const kinds = RECORD_KINDS.filter((kind) => run.counts[kind])
  if (kinds.length === 0) return null
  return (
    <div className={classes.tiles}>
      {kinds.map((kind) => {
        const counts = run.counts[kind]
        const rest = OUTCOMES.slice(1).filter((as) => (counts?.[as] ?? 0) > 0)
        return (
          <Card key={kind} padding="tight">
            <div className={classes.small}>{w.kinds[kind]}</div>
            <div className={classes.figure}>
              {f.number(counts?.created ?? 0)} <span className={classes.small}>{w.report.created}</span>
            </div>
            <div className={classes.tags}>
              {rest.map((as) => (
                <Tag key={as} tone={as === 'skipped' ? 'bad' : as === 'updated' ? 'ice' : 'quiet'}>
                  {w.report[as]} {f.number(counts?.[as] ?? 0)}
                </Tag>
              ))}
            </div>
          </Card>
        )
      })}
    </div>
  )
}

function Undone({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const f = useFormat()
  const undo = run.undo
  if (!undo) return null
  const list = (counts: typeof undo.removed) =>
    RECORD_KINDS.filter((kind) => (counts[kind] ?? 0) > 0)
      .map((kind) => `${w.kinds[kind]} ${f.number(counts[kind] ?? 0)}`)
      .join(' · ')
  return (
    <Card>
      <dl className={classes.facts}>
        <div>
          <dt>{w.report.removed}</dt>
          <dd>{list(undo.removed) || '0'}</dd>
        </div>
        {undo.restored > 0 && (
          <div>
            <dt>{w.report.updated}</dt>
            <dd>{w.report.restored(undo.restored)}</dd>
          </div>
        )}
        {list(undo.kept) && (
          <div>
            <dt>{w.report.kept}</dt>
            <dd>{list(undo.kept)}</dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

const WEIGHT = { error: 0, warning: 1, question: 2 }
function bySeverity(a: ProblemCount, b: ProblemCount): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity] || b.count - a.count
}

function ProblemGroup({ run, count }: { run: ImportRun; count: ProblemCount }) {
  const w = useWords(words)
  const f = useFormat()
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const many = count.count > 1
  const { example } = count
  return (
    <Card padding="tight">
      <div className={classes.group}>
        <div className={classes.groupHead}>
          <Tag tone={count.severity === 'error' ? 'bad' : 'warn'}>{w.report.severity[count.severity]}</Tag>
          <span className={classes.small}>{count.file}</span>
        </div>
        <div>
          {example.row !== null && <span className={classes.rowNo}>{w.preview.rowNo(example.row)} </span>}
          {sentenceOf(locale, example)}
        </div>
        {many && (
          <button
            type="button"
            className={classes.inline}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {count.kept < count.count
              ? w.report.notAllKept(f.number(count.kept), f.number(count.count))
              : w.report.more(f.number(count.count))}
            {' · '}
            {open ? w.report.hide : w.report.show}
          </button>
        )}
        {open && <GroupRows run={run} count={count} />}
      </div>
    </Card>
  )
}

function GroupRows({ run, count }: { run: ImportRun; count: ProblemCount }) {
  const w = useWords(words)
  const locale = useLocale()
  const pages = usePages(listImportProblems, {
    params: { importId: run.id },
    query: { code: count.code, file: count.file },
  })
  const f = useFormat()
  const sentences = new Set(pages.items.map((one) => sentenceOf(locale, one)))
  const numbers = pages.items.flatMap((one) => one.row ?? [])
  // One sentence for all of them: the rows are all there is to say.
  if (sentences.size === 1 && numbers.length === pages.items.length)
    return (
      <>
        <p className={classes.rowList}>{w.report.rows(numbers.map((row) => f.number(row)).join(' · '))}</p>
        <LoadMore pages={pages} />
      </>
    )
  return (
    <>
      <ul className={classes.problems}>
        {pages.items.map((one) => (
          <li key={one.no} data-severity={one.severity}>
            {one.row !== null && <span className={classes.rowNo}>{w.preview.rowNo(one.row)} </span>}
            {sentenceOf(locale, one)}
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} />
    </>
  )
}

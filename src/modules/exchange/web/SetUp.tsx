import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CallOf } from '#platform/contract/endpoint.ts'
import { readKey, useRead, useWrite } from '#platform/web/query.ts'
import { useGo, useSearch } from '#platform/web/router.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { problemToast } from '#ui/toast.ts'
import {
  discardImport,
  type ImportRun,
  type Plan,
  planImportRun,
  settleImport,
  startImport,
} from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import classes from './Exchange.module.css'
import { FilesStep } from './FilesStep.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { QuestionsStep } from './QuestionsStep.tsx'

const STEPS = ['files', 'columns', 'questions', 'preview'] as const
type Step = (typeof STEPS)[number]
export type Settle = (change: CallOf<typeof settleImport>['body']) => void

/** Before an import: choose files, say what their columns are, answer what is unclear, look at the first rows. */
export function SetUp({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const f = useFormat()
  const go = useGo()
  const say = useProblem(words)
  const client = useQueryClient()
  const [search, change] = useSearch()
  const readable = run.files.filter((file) => file.unreadable === null)
  const ready = readable.length > 0
  const wanted = STEPS.find((one) => one === search.step) ?? 'files'
  const step: Step = ready ? wanted : 'files'
  const params = { importId: run.id }
  const plan = useRead(planImportRun, { params }, { enabled: ready })
  const settling = useWrite(settleImport)
  const start = useWrite(startImport)
  const discard = useWrite(discardImport)
  const fail = (problem: Parameters<typeof say>[0]) => problemToast(say(problem))
  const settle = useCallback<Settle>(
    (body) =>
      settling.mutate(
        { params: { importId: run.id }, body },
        {
          onSuccess: (next: Plan) =>
            client.setQueryData(readKey(planImportRun, { params: { importId: run.id } }), next),
          onError: (problem) => problemToast(say(problem)),
        },
      ),
    [settling.mutate, run.id, client, say],
  )
  const at = STEPS.indexOf(step)
  const to = (next: Step) => {
    change({ step: next })
    window.scrollTo({ top: 0 })
  }
  const open = plan.data?.open ?? 0
  const rows = readable.reduce((sum, file) => sum + file.rows, 0)
  const last = at === STEPS.length - 1
  return (
    <>
      <nav aria-label={w.steps.label} className={classes.steps}>
        {STEPS.map((one, i) => (
          <button
            key={one}
            type="button"
            className={classes.step}
            aria-current={one === step ? 'step' : undefined}
            data-past={i < at || undefined}
            disabled={!ready && one !== 'files'}
            onClick={() => to(one)}
          >
            <span className={classes.stepNo} aria-hidden>
              {i + 1}
            </span>
            <span>{w.steps[one]}</span>
            {one === 'questions' && open > 0 && <span className={classes.stepCount}>{open}</span>}
          </button>
        ))}
      </nav>
      {step === 'files' && <FilesStep run={run} />}
      {step !== 'files' && (
        <Loaded read={plan} bundles={[words]}>
          {(data) =>
            step === 'columns' ? (
              <ColumnsStep run={run} plan={data} settle={settle} />
            ) : step === 'questions' ? (
              <QuestionsStep plan={data} settle={settle} busy={settling.isPending} />
            ) : (
              <PreviewStep plan={data} />
            )
          }
        </Loaded>
      )}
      <div className={classes.footer}>
        {at === 0 ? (
          <Button
            variant="quiet"
            busy={discard.isPending}
            onClick={() =>
              discard.mutate({ params }, { onSuccess: () => go('/import', { replace: true }), onError: fail })
            }
          >
            {w.run.discard}
          </Button>
        ) : (
          <Button variant="quiet" onClick={() => to(STEPS[at - 1] as Step)}>
            {w.run.back}
          </Button>
        )}
        {last ? (
          <Button
            variant="primary"
            busy={start.isPending}
            disabled={open > 0 || plan.data?.blocked !== false}
            onClick={() => start.mutate({ params }, { onError: fail })}
          >
            {w.run.start(f.number(rows))}
          </Button>
        ) : (
          <Button variant="primary" disabled={!ready} onClick={() => to(STEPS[at + 1] as Step)}>
            {w.run.next}
          </Button>
        )}
      </div>
      {last && open > 0 && (
        <p className={classes.hint}>
          <button type="button" className={classes.inline} onClick={() => to('questions')}>
            {w.questions.open(open)}
          </button>
        </p>
      )}
    </>
  )
}

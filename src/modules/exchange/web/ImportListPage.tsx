import { IconFileImport, IconTableImport } from '@tabler/icons-react'
import { newId } from '#platform/contract/fields.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useGo } from '#platform/web/router.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { problemToast } from '#ui/toast.ts'
import { createImport, listImports } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import classes from './Exchange.module.css'
import { StateTag } from './StateTag.tsx'

/** What was imported so far, and the way to import more. */
export function ImportListPage() {
  const w = useWords(words)
  const f = useFormat()
  const go = useGo()
  const say = useProblem(words)
  const pages = usePages(listImports, { query: {} })
  const create = useWrite(createImport)
  const start = (
    <Button
      variant="primary"
      icon={<IconFileImport />}
      busy={create.isPending}
      onClick={() =>
        create.mutate(
          { body: { id: newId() } },
          {
            onSuccess: (run) => go(`/import/${run.id}`),
            onError: (problem) => problemToast(say(problem)),
          },
        )
      }
    >
      {w.list.start}
    </Button>
  )
  const any = pages.items.length > 0
  return (
    <Page title={w.title} {...(any && { actions: start })}>
      <DataList
        label={w.list.earlier}
        pages={pages}
        rowKey={(run) => run.id}
        rowTo={(run) => `/import/${run.id}`}
        columns={[
          {
            key: 'files',
            label: w.steps.files,
            main: true,
            cell: (run) => (
              <span className={classes.fileNames}>{run.files.join('、') || w.list.files(0)}</span>
            ),
          },
          { key: 'state', label: w.list.state, cell: (run) => <StateTag state={run.state} /> },
          {
            key: 'created',
            label: w.report.created,
            align: 'right',
            cell: (run) => {
              const created = Object.values(run.counts).reduce((sum, c) => sum + (c?.created ?? 0), 0)
              return created > 0 ? f.number(created) : ''
            },
          },
          { key: 'when', label: w.list.when, cell: (run) => f.relative(run.finishedAt ?? run.createdAt) },
          { key: 'by', label: w.list.who, deskOnly: true, cell: (run) => run.byName },
        ]}
        empty={
          <EmptyState
            icon={<IconTableImport />}
            title={w.list.empty.title}
            text={w.list.empty.text}
            action={start}
          />
        }
      />
    </Page>
  )
}

import { useRead } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { getImport } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { ReportView } from './ReportView.tsx'
import { RunView } from './RunView.tsx'
import { SetUp } from './SetUp.tsx'
import { StateTag } from './StateTag.tsx'

const AT_WORK = ['queued', 'running', 'undoing']
const LOOK_EVERY = 700

/** One import: its files and questions, then its progress, then what came of it. */
export function ImportPage() {
  const { importId } = useParams<{ importId: string }>()
  const w = useWords(words)
  const input = { params: { importId } }
  const first = useRead(getImport, input)
  const working = AT_WORK.includes(first.data?.state ?? '')
  const read = useRead(getImport, input, {
    everyMs: (working && LOOK_EVERY) || (first.data?.namesWaiting === true && 3 * LOOK_EVERY),
  })
  return (
    <Page
      title={w.title}
      back="/import"
      width="wide"
      {...(read.data && read.data.state !== 'uploaded' && { status: <StateTag state={read.data.state} /> })}
    >
      <Loaded read={read} bundles={[words]}>
        {(run) =>
          run.state === 'uploaded' ? (
            <SetUp run={run} />
          ) : AT_WORK.includes(run.state) ? (
            <RunView run={run} />
          ) : (
            <ReportView run={run} />
          )
        }
      </Loaded>
    </Page>
  )
}

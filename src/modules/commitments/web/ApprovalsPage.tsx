import { IconChecklist } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { TextField } from '#ui/fields.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { problemToast } from '#ui/toast.ts'
import { type Approval, decideApproval, listApprovals } from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import classes from './Commitments.module.css'

/** Requests to use a restricted method, from those below the reader. */
export function ApprovalsPage() {
  const w = useWords(words)
  const mayManage = useMay('organisation.manage')
  const pages = usePages(listApprovals, { query: {} })
  return (
    <Page
      title={w.approvals.title}
      back="/boards"
      width="narrow"
      actions={mayManage && <Button to="/settings/closing-methods">{w.settings.title}</Button>}
    >
      {pages.loading ? (
        <ListSkeleton />
      ) : pages.items.length === 0 ? (
        <EmptyState icon={<IconChecklist />} title={w.approvals.empty.title} text={w.approvals.empty.text} />
      ) : (
        <div className={classes.stack}>
          {pages.items.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} />
          ))}
        </div>
      )}
      <LoadMore pages={pages} />
    </Page>
  )
}

function ApprovalCard({ approval }: { approval: Approval }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const [note, setNote] = useState('')
  const decide = useWrite(decideApproval)
  const answer = (approve: boolean) =>
    decide.mutate(
      { params: { approvalId: approval.id }, body: { approve, note } },
      { onError: (error) => problemToast(say(error)) },
    )
  return (
    <Card>
      <div className={classes.tight}>
        <div className={classes.row}>
          <Tag tone="ice">{w.methods[approval.method]}</Tag>
          <span className={classes.quiet}>{f.moment(approval.askedAt)}</span>
        </div>
        <p className={classes.what}>{w.approvals.line(approval.askedByName, approval.accountName)}</p>
        {approval.reason && <p className={classes.quiet}>{approval.reason}</p>}
        <TextField name="note" label={w.approvals.note} value={note} onChange={setNote} />
        <div className={classes.row}>
          <Button variant="primary" busy={decide.isPending} onClick={() => answer(true)}>
            {w.approvals.approve}
          </Button>
          <Button busy={decide.isPending} onClick={() => answer(false)}>
            {w.approvals.decline}
          </Button>
        </div>
      </div>
    </Card>
  )
}

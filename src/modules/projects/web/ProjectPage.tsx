import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link, useParams } from '#platform/web/router.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { problemToast } from '#ui/toast.ts'
import { assignProjectAccount, changeProject, getProject, type ProjectRecord } from '../projects.contract.ts'
import { words } from '../words/index.ts'
import { findAccounts } from './NewProject.tsx'
import { ProjectForm } from './ProjectForm.tsx'
import classes from './Projects.module.css'
import { StagePath } from './StagePath.tsx'
import { StepList } from './StepList.tsx'

/** One purchase: where it stands, why they buy, with what money, by which process. */
export function ProjectPage() {
  const { projectId } = useParams<{ projectId: string }>()
  const read = useRead(getProject, { params: { projectId } }, { shows: ['accounts', 'people', 'rivals'] })
  return <Loaded read={read}>{(project) => <Project key={project.id} project={project} />}</Loaded>
}

function Project({ project }: { project: ProjectRecord }) {
  const w = useWords(words)
  const f = useFormat()
  const [assigning, setAssigning] = useState(false)
  const customer = project.accountId ? (
    <Link to={`/accounts/${project.accountId}?tab=projects`}>{project.accountName}</Link>
  ) : (
    w.noAccount
  )
  return (
    <Page
      title={project.name}
      subtitle={
        <>
          {customer} · {project.ownerName}
        </>
      }
      back={project.accountId ? `/accounts/${project.accountId}?tab=projects` : '/projects'}
      status={project.archivedAt && <Tag tone="quiet">{w.page.archived}</Tag>}
    >
      {project.accountId === null && (
        <Notice tone="warn" title={w.noAccount}>
          {w.noAccountHint}
          {project.canWrite && (
            <FormActions>
              <Button onClick={() => setAssigning(true)}>{w.assign}</Button>
            </FormActions>
          )}
        </Notice>
      )}
      <StagePath project={project} />
      <ProjectForm project={project} />
      <StepList project={project} />
      <Section title={w.page.sections.history}>
        <Timeline
          label={w.page.sections.history}
          items={project.stageChanges.map((change) => ({
            key: change.id,
            when: f.moment(change.at),
            title: change.fromStage
              ? w.page.from(w.stage[change.fromStage], w.stage[change.toStage])
              : w.page.started(w.stage[change.toStage]),
            text: [change.reason, change.byName].filter(Boolean).join(' — '),
          }))}
        />
      </Section>
      {project.canWrite && <Archiving project={project} />}
      {assigning && <AssignSheet project={project} onClose={() => setAssigning(false)} />}
    </Page>
  )
}

/** Says whose purchase it is, of one that came without a customer. */
function AssignSheet({ project, onClose }: { project: ProjectRecord; onClose: () => void }) {
  const w = useWords(words)
  const [account, setAccount] = useState<Picked | null>(null)
  const assign = useWrite(assignProjectAccount)
  const submit = () => {
    if (!account) return
    assign.mutate(
      { params: { projectId: project.id }, body: { accountId: account.id, version: project.version } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.assign}>
      <Form onSubmit={submit} problem={assign.error} bundles={[words]} busy={assign.isPending}>
        <RecordPicker
          name="accountId"
          label={w.assignTo}
          required
          value={account}
          onChange={setAccount}
          search={findAccounts}
        />
        <FormActions>
          <SubmitButton busy={assign.isPending} disabled={!account}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

function Archiving({ project }: { project: ProjectRecord }) {
  const w = useWords(words)
  const say = useProblem(words)
  const change = useWrite(changeProject)
  const archived = project.archivedAt !== null
  const turn = () => {
    const { name, problemToSolve, purchasePlan, procurementMethod, budget, budgetState, amount } = project
    const { expectedOn, neededOn, outcomeReason, version } = project
    const currency = project.currency as 'CNY'
    const kept = {
      name,
      problemToSolve,
      purchasePlan,
      procurementMethod,
      budget,
      budgetState,
      amount,
      currency,
    }
    change.mutate(
      {
        params: { projectId: project.id },
        body: { ...kept, expectedOn, neededOn, outcomeReason, archived: !archived, version },
      },
      { onError: (error) => problemToast(say(error)) },
    )
  }
  return (
    <div className={classes.bar}>
      <Button
        variant="quiet"
        icon={archived ? <IconArchiveOff /> : <IconArchive />}
        busy={change.isPending}
        onClick={turn}
      >
        {archived ? w.page.restore : w.page.archive}
      </Button>
    </div>
  )
}

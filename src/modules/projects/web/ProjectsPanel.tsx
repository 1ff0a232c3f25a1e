import { IconBriefcase, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { usePages, useRead } from '#platform/web/query.ts'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { listProjects, type ProjectHead } from '../projects.contract.ts'
import { words } from '../words/index.ts'
import { NewProject } from './NewProject.tsx'
import classes from './Projects.module.css'
import { StageTag } from './StageTag.tsx'

/** The purchases of one customer, the newest first. */
export function ProjectsPanel({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const say = useProblem(words)
  const [adding, setAdding] = useState(false)
  const account = useRead(getAccount, { params: { accountId } })
  const pages = usePages(listProjects, { query: { accountId } }, { shows: ['accounts'] })
  const add = account.data?.right.write && (
    <Button icon={<IconPlus />} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  )
  const empty = !pages.loading && !pages.problem && pages.items.length === 0
  return (
    <Section title={w.title} actions={!empty && add}>
      {pages.loading && <ListSkeleton />}
      {pages.problem && <Notice tone="bad">{say(pages.problem)}</Notice>}
      {empty && <EmptyState icon={<IconBriefcase />} title={w.empty} text={w.emptyText} action={add} />}
      <div className={classes.cards}>
        {pages.items.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </div>
      <LoadMore pages={pages} />
      {adding && <NewProject accountId={accountId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function ProjectCard({ project }: { project: ProjectHead }) {
  const w = useWords(words)
  const { common } = usePlatformWords()
  const f = useFormat()
  return (
    <Card to={`/projects/${project.id}`}>
      <div className={classes.head}>
        <span className={classes.name}>{project.name}</span>
        <StageTag stage={project.stage} />
      </div>
      {project.amount !== null && (
        <div className={classes.amount}>{f.money(project.amount, project.currency)}</div>
      )}
      <p className={classes.small}>
        {[
          project.ownerName,
          project.budgetState && common.labelled(w.fields.budget, w.budgetState[project.budgetState]),
          project.expectedOn && `${w.fields.expectedOn} ${f.shortDay(project.expectedOn)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Card>
  )
}

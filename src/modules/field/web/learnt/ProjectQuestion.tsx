import { listProjects } from '#modules/projects/projects.contract.ts'
import { changeVisit, getVisit, type VisitDetail } from '#modules/visits/visits.contract.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readKey, useRead } from '#platform/web/query.ts'
import { queryClient, touch } from '#platform/web/query-client.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { problemToast } from '#ui/toast.ts'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from '../field.module.css'

/** A visit of no project: roles and stances have nowhere to stand until one tap says which purchase it was about. */
export function ProjectQuestion({ visit }: { visit: VisitDetail }) {
  const w = useWords(learntWords)
  const say = useProblem(words)
  const save = useSave(changeVisit, { about: visit.accountName })
  const read = useRead(listProjects, {
    query: { accountId: visit.accountId, stage: 'open' as const, limit: 20 },
  })
  const projects = read.data?.items ?? []
  if (!read.data) return null
  const choose = (projectId: string) => {
    queryClient.setQueryData<VisitDetail>(
      readKey(getVisit, { params: { visitId: visit.id } }),
      (old) => old && { ...old, projectId },
    )
    save.mutate(
      { params: { visitId: visit.id }, body: { version: visit.version, projectId } },
      {
        onError: (error) => {
          problemToast(say(error))
          touch(['visits.get'])
        },
      },
    )
  }
  return (
    <Card>
      {projects.length > 0 ? (
        <ChipChoice
          label={w.project.title}
          hint={w.project.hint}
          options={projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => id && choose(id)}
        />
      ) : (
        <div className={classes.stack}>
          <p className={classes.muted}>{w.project.none}</p>
          <Button to={`/accounts/${visit.accountId}?tab=projects`}>{w.project.create}</Button>
        </div>
      )}
    </Card>
  )
}

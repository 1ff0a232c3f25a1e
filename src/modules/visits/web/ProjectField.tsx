import { listProjects } from '#modules/projects/projects.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { SelectField } from '#ui/fields.tsx'
import { words } from '../words/index.ts'

/** The customer's open projects. */
export function ProjectField(props: {
  accountId: string
  value: string | null
  onChange: (id: string | null) => void
}) {
  const w = useWords(words)
  const read = useRead(listProjects, {
    query: { accountId: props.accountId, stage: 'open' as const, limit: 50 },
  })
  return (
    <SelectField
      name="projectId"
      label={w.form.project}
      empty={w.form.noProject}
      options={(read.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
      value={props.value}
      onChange={props.onChange}
    />
  )
}

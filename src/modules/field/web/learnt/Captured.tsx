import { IconCheck, IconPlus } from '@tabler/icons-react'
import { getClosing } from '#modules/commitments/commitments.contract.ts'
import { listNeedsOfAccount } from '#modules/needs/needs.contract.ts'
import { listObjections } from '#modules/objections/objections.contract.ts'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { usePages, useRead } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Section } from '#ui/Page.tsx'
import type { StageKey } from '../../field.contract.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from './learnt.module.css'

/**
 * What the stages before have kept of this visit, as done; what is missing leads to its stage. Reads what those stages read
 * (the same inputs, so one answer serves both, also without network).
 */
export function Captured({ visit }: { visit: VisitHead }) {
  const w = useWords(learntWords)
  const needs = useRead(
    listNeedsOfAccount,
    { params: { accountId: visit.accountId }, query: {} },
    { shows: ['people', 'visits'] },
  )
  const objections = usePages(
    listObjections,
    { query: { visitId: visit.id } },
    { shows: ['people', 'chain'] },
  )
  const closing = useRead(getClosing, { params: { visitId: visit.id } }, { shows: ['people', 'projects'] })
  const here = <T extends { visitId: string | null }>(items: readonly T[]) =>
    items.filter((one) => one.visitId === visit.id).length
  const n = {
    needs: needs.data && here(needs.data.items),
    objections: objections.loading ? undefined : here(objections.items),
    commitments: closing.data?.commitments.length,
  }
  const c = w.captured
  return (
    <Section title={c.title}>
      <div className={classes.done}>
        <Done stage="discover" count={n.needs} some={c.needs} none={c.noNeeds} visit={visit} />
        <Done
          stage="objections"
          count={n.objections}
          some={c.objections}
          none={c.noObjections}
          visit={visit}
        />
        <Done stage="close" count={n.commitments} some={c.commitments} none={c.noCommitments} visit={visit} />
        {closing.data && (
          <Done
            stage="close"
            count={closing.data.outcome ? 1 : 0}
            some={() => c.outcome}
            none={c.noOutcome}
            visit={visit}
          />
        )}
      </div>
    </Section>
  )
}

function Done(props: {
  visit: VisitHead
  stage: StageKey
  count: number | undefined
  some: (n: number) => string
  none: string
}) {
  const w = useWords(learntWords)
  const { count } = props
  if (count === undefined) return null
  const text = count > 0 ? props.some(count) : props.none
  return (
    <Link
      to={`/visits/${props.visit.id}?stage=${props.stage}`}
      className={classes.doneItem}
      data-some={count > 0 || undefined}
      aria-label={count > 0 ? w.captured.see(text) : w.captured.add(text)}
    >
      {count > 0 ? <IconCheck size={16} aria-hidden /> : <IconPlus size={16} aria-hidden />}
      {text}
    </Link>
  )
}

import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { getVisit } from '#modules/visits/visits.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { type Closing, getClosing } from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import { AskFor } from './AskFor.tsx'
import { CommitmentCard } from './CommitmentCard.tsx'
import { CommitmentSides } from './CommitmentSides.tsx'
import classes from './Commitments.module.css'
import { OutcomeChoice } from './OutcomeChoice.tsx'

/** Stage G: what was sought, asking for it, what both sides promised, and how the visit ended. */
export function ClosePanel({ visit }: { visit: VisitHead }) {
  const read = useRead(getClosing, { params: { visitId: visit.id } }, { shows: ['people', 'projects'] })
  return <Loaded read={read}>{(closing) => <Close visit={visit} closing={closing} />}</Loaded>
}

function Close({ visit, closing }: { visit: VisitHead; closing: Closing }) {
  const w = useWords(words)
  return (
    <div className={classes.stack}>
      <Sought visitId={visit.id} />
      <Section title={w.ask} hint={w.askHint}>
        <AskFor visit={visit} closing={closing} />
      </Section>
      <Section title={w.commitments} hint={w.commitmentsHint}>
        <CommitmentSides visit={visit} commitments={closing.commitments} />
      </Section>
      {closing.earlier.length > 0 && (
        <Section title={w.earlier}>
          <div className={classes.tight}>
            {closing.earlier.map((one) => (
              <CommitmentCard key={one.id} commitment={one} visit={visit} />
            ))}
          </div>
        </Section>
      )}
      <Section title={w.outcome}>
        <OutcomeChoice key={closing.outcome?.id ?? 'none'} visit={visit} closing={closing} />
      </Section>
    </div>
  )
}

const LEVELS = ['best', 'acceptable', 'minimum'] as const

/** What the preparation said one wants to go home with. */
function Sought({ visitId }: { visitId: string }) {
  const w = useWords(words)
  const read = useRead(getVisit, { params: { visitId } })
  const objectives = (read.data?.objectives ?? []).filter((o) => LEVELS.some((level) => o[level] !== ''))
  if (!read.data) return null
  return (
    <Section title={w.sought}>
      {objectives.length === 0 ? (
        <p className={classes.quiet}>{w.soughtNone}</p>
      ) : (
        objectives.map((objective) => (
          <Card key={objective.id} padding="tight">
            {objective.text && <p className={classes.what}>{objective.text}</p>}
            <dl className={classes.sought}>
              {LEVELS.filter((level) => objective[level] !== '').flatMap((level) => [
                <dt key={`${level}-t`}>{w.soughtLevels[level]}</dt>,
                <dd key={level}>{objective[level]}</dd>,
              ])}
            </dl>
          </Card>
        ))
      )}
    </Section>
  )
}

import { useState } from 'react'
import type { VisitDetail } from '#modules/visits/visits.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { CardSkeleton } from '#ui/Skeletons.tsx'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from '../field.module.css'
import { Captured } from './Captured.tsx'
import { Heard } from './Heard.tsx'
import { PersonLearnt } from './PersonLearnt.tsx'
import { ProjectQuestion } from './ProjectQuestion.tsx'
import { SURE, type Sure, useLearnt } from './use-learnt.ts'

/**
 * The record's by-product: of each person met, one tap keeps what changed in role, stance and relationship, with this visit
 * as the source. What earlier stages have kept is shown as done, so that nobody writes it twice.
 */
export function LearntPanel({ visit }: { visit: VisitDetail }) {
  const w = useWords(learntWords)
  const read = useLearnt(visit.id)
  const [sure, setSure] = useState<Sure>('inferred')
  const met = visit.people.filter((person) => person.met)
  const open = visit.canWrite && visit.state !== 'cancelled' && visit.state !== 'reviewed'
  if (!open) return <Captured visit={visit} />
  return (
    <>
      <Captured visit={visit} />
      <Section title={w.title} hint={w.hint}>
        {met.length === 0 ? (
          <p className={classes.muted}>{w.nobody}</p>
        ) : visit.projectId === null ? (
          <ProjectQuestion visit={visit} />
        ) : (
          <Loaded read={read} skeleton={<CardSkeleton />} bundles={[words]}>
            {({ people }) => (
              <div className={classes.stack}>
                <ChipChoice
                  label={w.sure}
                  required
                  options={SURE.map((value) => ({ value, label: w.sures[value] }))}
                  value={sure}
                  onChange={(value) => value && setSure(value)}
                />
                {people
                  .filter((person) => met.some((one) => one.id === person.personId))
                  .map((person) => (
                    <Card key={person.personId}>
                      <PersonLearnt
                        visit={visit}
                        projectId={visit.projectId as string}
                        person={person}
                        sure={sure}
                      />
                    </Card>
                  ))}
              </div>
            )}
          </Loaded>
        )}
      </Section>
      <Heard visit={visit} />
    </>
  )
}

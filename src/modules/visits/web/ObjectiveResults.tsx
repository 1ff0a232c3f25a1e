import { useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Section } from '#ui/Page.tsx'
import { changeObjective, OBJECTIVE_RESULTS, type VisitDetail } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** Was each objective met? One tap each; the commitment sought stands beside it to measure by. */
export function ObjectiveResults({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const change = useTap(changeObjective, visit)
  return (
    <Section title={w.record.results} hint={w.record.resultsHint}>
      <Card>
        {visit.objectives.length === 0 && <p className={classes.muted}>{w.record.noObjectives}</p>}
        {visit.objectives.map((objective) => (
          <div key={objective.id} className={classes.person}>
            <ChipChoice
              label={objective.text || w.objectiveKinds[objective.kind]}
              hint={soughtOf(objective, w)}
              options={OBJECTIVE_RESULTS.map((result) => ({
                value: result,
                label: w.results[result],
                disabled: !open,
              }))}
              value={objective.result}
              onChange={(result) =>
                void change(
                  {
                    params: { visitId: visit.id, objectiveId: objective.id },
                    body: { version: objective.version, result },
                  },
                  (v) => ({
                    objectives: v.objectives.map((o) => (o.id === objective.id ? { ...o, result } : o)),
                  }),
                )
              }
            />
          </div>
        ))}
      </Card>
    </Section>
  )
}

function soughtOf(
  objective: VisitDetail['objectives'][number],
  w: (typeof words)['zh-CN'],
): string | undefined {
  const levels = (['best', 'acceptable', 'minimum'] as const)
    .filter((level) => objective[level] !== '')
    .map((level) => w.pair(w.form[level], objective[level]))
  return levels.length > 0 ? levels.join(w.between) : undefined
}

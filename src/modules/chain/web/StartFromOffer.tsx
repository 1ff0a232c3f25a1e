import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import { type ChainMap, startFrom, undoStart } from '../chain.contract.ts'
import { words } from '../words/index.ts'
import { seatWords } from '../words/seat.ts'
import classes from './seat/Seat.module.css'

/** On an empty chain: go on from another project's at the same customer, and take it back as one. */
export function StartFromOffer({ map }: { map: ChainMap }) {
  const s = useWords(seatWords)
  const sentence = useProblem(words)
  const others = map.projects.filter((p) => p.id !== map.projectId && p.seated > 0)
  const [chosen, choose] = useState<string | null>(null)
  const start = useWrite(startFrom)
  const undo = useWrite(undoStart)
  const { projectId } = map
  const from = others.find((p) => p.id === chosen) ?? others[0]
  if (!projectId || !map.canWrite || map.seats.length > 0 || !from) return null
  const bring = () => {
    const id = newId()
    start.mutate(
      { params: { projectId }, body: { id, fromProjectId: from.id } },
      {
        onSuccess: ({ people, claims }) => {
          if (people + claims === 0) return toast(s.start.nothing)
          undoToast(s.start.done(people, claims), () => undo.mutate({ params: { projectId, copyId: id } }))
        },
        onError: (error) => problemToast(sentence(error)),
      },
    )
  }
  return (
    <Section title={s.start.title}>
      <Card>
        <div className={classes.start}>
          {others.length > 1 && (
            <SelectField
              label={s.start.which}
              options={others.map((p) => ({ value: p.id, label: p.name }))}
              value={from.id}
              onChange={choose}
            />
          )}
          <p className={classes.quiet}>{s.start.text(from.name, from.seated)}</p>
          <p className={classes.quiet}>{s.start.rule}</p>
          <div>
            <Button variant="primary" busy={start.isPending} onClick={bring}>
              {s.start.action}
            </Button>
          </div>
        </div>
      </Card>
    </Section>
  )
}

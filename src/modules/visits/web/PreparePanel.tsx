import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { putPerson, removePerson, takeStep, type VisitDetail, type VisitHead } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { MaterialPreparation } from './MaterialPreparation.tsx'
import { MentalPreparation } from './MentalPreparation.tsx'
import { Objectives } from './Objectives.tsx'
import { PeopleChips } from './PeopleChips.tsx'
import { useTap, useVisit } from './visit-cache.ts'
import classes from './visits.module.css'

/**
 * Stage B: what for, whom, what one knows and takes along, and what one is uneasy about.
 * @param children what other modules let one prepare, e.g. the questions; stands before the mental preparation
 */
export function PreparePanel({ visit, children }: { visit: VisitHead; children?: ReactNode }) {
  const read = useVisit(visit.id)
  return (
    <Loaded read={read} skeleton={<PageSkeleton />} bundles={[words]}>
      {(detail) => <Prepare visit={detail}>{children}</Prepare>}
    </Loaded>
  )
}

function Prepare({ visit, children }: { visit: VisitDetail; children: ReactNode }) {
  const w = useWords(words)
  const open = visit.canWrite && visit.state !== 'cancelled' && visit.state !== 'reviewed'
  return (
    <div className={classes.roomy}>
      <Objectives visit={visit} open={open} />
      <Section title={w.prepare.people} hint={open ? w.prepare.peopleHint : undefined}>
        <Card>
          <ChosenPeople visit={visit} open={open} />
        </Card>
      </Section>
      <MaterialPreparation visit={visit} open={open} />
      {children}
      {visit.canWrite && <MentalPreparation visit={visit} />}
      {open && <PreparedButton visit={visit} />}
    </div>
  )
}

function ChosenPeople({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const put = useTap(putPerson, visit)
  const remove = useTap(removePerson, visit)
  const planned = visit.people.filter((p) => p.planned)
  if (!open)
    return planned.length === 0 ? (
      <p className={classes.muted}>{w.list.noPeople}</p>
    ) : (
      <ul className={classes.stack}>
        {planned.map((p) => (
          <li key={p.id}>
            <span className={classes.strong}>{p.name}</span> <span className={classes.muted}>{p.title}</span>
          </li>
        ))}
      </ul>
    )
  const change = (ids: string[]) => {
    const added = ids.filter((id) => !planned.some((p) => p.id === id))
    const dropped = planned.filter((p) => !ids.includes(p.id))
    for (const personId of added)
      void put({ params: { visitId: visit.id, personId }, body: { planned: true } }, (v) => ({
        // The name comes with the next reading; until then the chip shows it.
        people: [
          ...v.people.filter((p) => p.id !== personId),
          { id: personId, name: '', title: '', planned: true, met: null, depth: null },
        ],
      }))
    for (const { id: personId } of dropped)
      void remove({ params: { visitId: visit.id, personId } }, (v) => ({
        people: v.people.filter((p) => p.id !== personId),
      }))
  }
  return (
    <PeopleChips
      accountId={visit.accountId}
      value={planned.map((p) => p.id)}
      onChange={change}
      known={planned.filter((p) => p.name !== '')}
    />
  )
}

/** Says that the preparing is done; what is still missing does not stop anybody. */
function PreparedButton({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const step = useTap(takeStep, visit)
  if (visit.state !== 'planned' && visit.state !== 'prepared') return null
  const ready = visit.state === 'planned'
  const to = ready ? ('prepared' as const) : ('unprepared' as const)
  return (
    <Button
      variant={ready ? 'primary' : 'quiet'}
      icon={ready ? <IconCheck size={18} /> : <IconArrowBackUp size={18} />}
      full
      onClick={() =>
        void step({ params: { visitId: visit.id }, body: { id: newId(), step: to } }, () => ({
          state: ready ? 'prepared' : 'planned',
        }))
      }
    >
      {ready ? w.prepare.ready : w.prepare.notReady}
    </Button>
  )
}

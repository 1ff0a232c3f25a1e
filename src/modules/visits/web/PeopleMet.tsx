import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Section } from '#ui/Page.tsx'
import { RecordsPicker } from '#ui/RecordPicker.tsx'
import { MEETING_DEPTHS, putPerson, type VisitDetail } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { searchPeopleOf } from './pickers.ts'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** Who was met, and how deep each talk went: what the coverage of the account is derived from. */
export function PeopleMet({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const put = useTap(putPerson, visit)
  const set = (personId: string, to: Partial<Pick<VisitDetail['people'][number], 'met' | 'depth'>>) =>
    put({ params: { visitId: visit.id, personId }, body: to }, (v) => ({
      people: v.people.map((p) => (p.id === personId ? { ...p, ...to } : p)),
    }))
  const unsaid = visit.people.filter((person) => person.planned && person.met === null)
  return (
    <Section
      title={w.record.people}
      hint={open ? w.record.peopleHint : undefined}
      actions={
        open &&
        unsaid.length > 1 && (
          <Button
            size="sm"
            onClick={() => {
              for (const person of unsaid) void set(person.id, { met: true, depth: 'normal' })
            }}
          >
            {w.record.metAll}
          </Button>
        )
      }
    >
      <Card>
        {visit.people.map((person) => (
          <div key={person.id} className={classes.person}>
            <ChipChoice
              label={person.name}
              hint={person.title || undefined}
              options={[
                { value: 'met', label: w.record.met, disabled: !open },
                { value: 'not', label: w.record.notMet, disabled: !open },
              ]}
              value={person.met === null ? null : person.met ? 'met' : 'not'}
              onChange={(chosen) => {
                const met = chosen === null ? null : chosen === 'met'
                void set(
                  person.id,
                  met === true ? { met, depth: person.depth ?? 'normal' } : { met, depth: null },
                )
              }}
            />
            {person.met && (
              <ChipChoice
                label={w.record.depth(person.name)}
                hideLabel
                required
                options={MEETING_DEPTHS.map((depth) => ({
                  value: depth,
                  label: w.depths[depth],
                  disabled: !open,
                }))}
                value={person.depth}
                onChange={(depth) => depth && void set(person.id, { met: true, depth })}
              />
            )}
          </div>
        ))}
        {open && (
          <div className={classes.person}>
            <RecordsPicker
              label={w.record.addPerson}
              search={searchPeopleOf(visit.accountId)}
              value={[]}
              onChange={([one]) => {
                if (!one) return
                void put(
                  {
                    params: { visitId: visit.id, personId: one.id },
                    body: { planned: false, met: true, depth: 'normal' as const },
                  },
                  (v) => ({
                    people: [
                      ...v.people.filter((p) => p.id !== one.id),
                      {
                        id: one.id,
                        name: one.label,
                        title: one.detail ?? '',
                        planned: false,
                        met: true,
                        depth: 'normal',
                      },
                    ],
                  }),
                )
              }}
            />
          </div>
        )}
      </Card>
    </Section>
  )
}

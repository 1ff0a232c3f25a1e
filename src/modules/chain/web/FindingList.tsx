import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { dayIn } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { type ChainMap, type Finding, snoozeFinding, wakeFinding } from '../chain.contract.ts'
import { words } from '../words/index.ts'
import { seatWords } from '../words/seat.ts'
import classes from './Chain.module.css'

const TONES = { risk: 'bad', gap: 'warn', hint: 'ice' } as const

/** What the chain lacks, the gravest first; each says what to do next. */
export function FindingList({ map, onOpen }: { map: ChainMap; onOpen: (personId: string) => void }) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const [snoozing, setSnoozing] = useState<Finding | null>(null)
  const wake = useWrite(wakeFinding)
  const names = new Map(map.people.map((p) => [p.id, p.name]))
  const projectId = map.projectId
  if (!projectId) return null
  const places = new Map([
    ...map.units.map((u) => [u.id, u.name] as const),
    ...map.posts.map((p) => [p.id, p.title] as const),
  ])
  const placesOf = (finding: Finding) =>
    [...finding.unitIds, ...finding.postIds].flatMap((id) => places.get(id) ?? []).slice(0, 4)
  // The loop's arrow: what the chain lacks becomes what the next visit is for.
  const visitFor = (finding: Finding) => {
    const [person] = finding.personIds
    return `/visits/new?${new URLSearchParams({
      account: map.accountId,
      project: projectId,
      ...(person && { person }),
      kind: 'research',
      text: w.finding[finding.key].aim,
      grew: `finding:${finding.id}`,
    })}`
  }
  return (
    <Section title={w.findings}>
      {map.findings.length === 0 && <p className={classes.todo}>{w.noFindings}</p>}
      <ul className={classes.findings}>
        {map.findings.map((finding) => (
          <li
            key={finding.key}
            className={classes.finding}
            data-severity={finding.severity}
            data-state={finding.state}
          >
            <span className={classes.who}>
              <span>{w.finding[finding.key].title}</span>
              <Tag tone={finding.state === 'snoozed' ? 'quiet' : TONES[finding.severity]}>
                {finding.state === 'snoozed' ? w.snoozed : w.severity[finding.severity]}
              </Tag>
            </span>
            {finding.snoozedUntil ? (
              <p className={classes.todo}>{w.snoozedUntil(f.day(finding.snoozedUntil))}</p>
            ) : (
              <>
                <p className={classes.todo}>{w.finding[finding.key].why}</p>
                {placesOf(finding).length > 0 && (
                  <p className={classes.todo}>{s.where(f.list(placesOf(finding)))}</p>
                )}
                <p className={classes.next}>{w.finding[finding.key].todo}</p>
              </>
            )}
            {finding.personIds.length > 0 && (
              <p className={classes.names}>
                {finding.personIds.slice(0, 6).map((personId) => (
                  <Button key={personId} variant="quiet" size="sm" onClick={() => onOpen(personId)}>
                    {names.get(personId) ?? w.unknown}
                  </Button>
                ))}
              </p>
            )}
            {map.canWrite &&
              (finding.state === 'open' ? (
                <p className={classes.names}>
                  <Button variant="quiet" size="sm" to={visitFor(finding)}>
                    {s.aim}
                  </Button>
                  <Button variant="quiet" size="sm" onClick={() => setSnoozing(finding)}>
                    {w.snooze}
                  </Button>
                </p>
              ) : (
                <Button
                  variant="quiet"
                  onClick={() => wake.mutate({ params: { projectId, finding: finding.key } })}
                >
                  {w.wake}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {snoozing && <SnoozeSheet projectId={projectId} finding={snoozing} onClose={() => setSnoozing(null)} />}
    </Section>
  )
}

/** A fortnight on, as `YYYY-MM-DD`: what one usually means by "later". */
function inTwoWeeks(): string {
  return dayIn(14)
}

function SnoozeSheet({
  projectId,
  finding,
  onClose,
}: {
  projectId: string
  finding: Finding
  onClose: () => void
}) {
  const w = useWords(words)
  const [draft, setDraft] = useState({ id: newId(), reason: '', until: inTwoWeeks() })
  const snooze = useWrite(snoozeFinding)
  const save = () =>
    snooze.mutate({ params: { projectId }, body: { ...draft, finding: finding.key } }, { onSuccess: onClose })
  return (
    <Sheet opened onClose={onClose} title={w.finding[finding.key].title} size="narrow">
      <Form onSubmit={save} problem={snooze.error} bundles={[words]} busy={snooze.isPending}>
        <TextField
          name="reason"
          label={w.snoozeReason}
          required
          autoFocus
          value={draft.reason}
          onChange={(reason) => setDraft({ ...draft, reason })}
        />
        <DayField
          name="until"
          label={w.snoozeUntil}
          required
          value={draft.until}
          onChange={(until) => setDraft({ ...draft, until: until ?? inTwoWeeks() })}
        />
        <SubmitButton>{w.snooze}</SubmitButton>
      </Form>
    </Sheet>
  )
}

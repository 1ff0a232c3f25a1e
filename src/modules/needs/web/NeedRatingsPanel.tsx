import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useRead } from '#platform/web/query.ts'
import { queryClient } from '#platform/web/query-client.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import {
  type Aspect,
  listRatings,
  ORGANISATION_ASPECTS,
  PERSON_ASPECTS,
  type Rating,
  setRating,
} from '../needs.contract.ts'
import { gap, isPersonalAspect, rankGaps } from '../ratings.rules.ts'
import { words } from '../words/index.ts'
import { useTap } from './need-cache.ts'
import classes from './Ratings.module.css'

const GRADES = [1, 2, 3, 4, 5] as const
const WORST = 3

/** What matters to the organisation and to each person met, and how well we serve it: two taps a line. */
export function NeedRatingsPanel({ visit }: { visit: VisitHead }) {
  const w = useWords(words)
  const read = useRead(
    listRatings,
    { params: { accountId: visit.accountId }, query: {} },
    { shows: ['people'] },
  )
  const [personId, setPersonId] = useState<string | null>(visit.people[0]?.id ?? null)
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Loaded read={read}>
      {(page) => {
        const worst = rankGaps(page.items)
          .filter((rating) => (gap(rating) ?? 0) > 0)
          .slice(0, WORST)
        const row = (aspect: Aspect, whose: string | null) => (
          <AspectRow
            key={`${whose} ${aspect}`}
            visit={visit}
            aspect={aspect}
            personId={whose}
            rating={page.items.find((one) => one.aspect === aspect && one.personId === whose)}
            open={open === `${whose} ${aspect}`}
            onToggle={() => setOpen(open === `${whose} ${aspect}` ? null : `${whose} ${aspect}`)}
          />
        )
        return (
          <div className={classes.panel}>
            <Section title={w.ratings.title} hint={w.ratings.hint}>
              <Card accent>
                <h3 className={classes.heading}>{w.ratings.first}</h3>
                {worst.length === 0 ? (
                  <p className={classes.muted}>{w.ratings.firstNone}</p>
                ) : (
                  <ol className={classes.worst}>
                    {worst.map((rating) => (
                      <li key={rating.id}>
                        <span className={classes.name}>{w.ratings.aspects[rating.aspect]}</span>
                        {rating.personName && <span className={classes.muted}>{rating.personName}</span>}
                        <Tag tone="warn">{w.ratings.gap(gap(rating)!)}</Tag>
                      </li>
                    ))}
                  </ol>
                )}
              </Card>
            </Section>
            <div className={classes.columns}>
              <Section title={w.ratings.organisation}>
                <Card padding="none">
                  <div className={classes.rows}>
                    {ORGANISATION_ASPECTS.map((aspect) => row(aspect, null))}
                  </div>
                </Card>
              </Section>
              <Section title={w.ratings.person}>
                {page.withheld ? (
                  <p className={classes.muted}>{w.ratings.withheld}</p>
                ) : visit.people.length === 0 ? (
                  <p className={classes.muted}>{w.ratings.noPeople}</p>
                ) : (
                  <>
                    {visit.people.length > 1 && (
                      <ChipChoice
                        label={w.ratings.whose}
                        hideLabel
                        required
                        options={visit.people.map((person) => ({ value: person.id, label: person.name }))}
                        value={personId}
                        onChange={setPersonId}
                      />
                    )}
                    <Card padding="none">
                      <div className={classes.rows}>
                        {PERSON_ASPECTS.map((aspect) => row(aspect, personId ?? visit.people[0]!.id))}
                      </div>
                    </Card>
                  </>
                )}
              </Section>
            </div>
          </div>
        )
      }}
    </Loaded>
  )
}

function AspectRow({
  visit,
  aspect,
  personId,
  rating,
  open,
  onToggle,
}: {
  visit: VisitHead
  aspect: Aspect
  personId: string | null
  rating: Rating | undefined
  open: boolean
  onToggle: () => void
}) {
  const w = useWords(words)
  const send = useTap(setRating, visit.accountName)
  const [evidence, setEvidence] = useState<string | null>(null)
  const label = w.ratings.aspects[aspect]
  const known = rating ? gap(rating) : null
  const show = (n: number | null | undefined) => (n == null ? w.ratings.unknown : String(n))
  const put = (change: { importance?: number | null; served?: number | null; evidence?: string }) => {
    const body = {
      id: newId(),
      personId,
      aspect,
      visitId: visit.id,
      confidence: 'stated' as const,
      ...change,
    }
    void send({ params: { accountId: visit.accountId }, body }, () => showRating(visit, body, rating))
  }
  return (
    <div className={classes.row} data-open={open || undefined}>
      <button type="button" className={classes.line} aria-expanded={open} onClick={onToggle}>
        <span className={classes.name}>{label}</span>
        <span
          className={classes.bar}
          role="img"
          aria-label={w.ratings.bar(show(rating?.importance), show(rating?.served))}
        >
          <span className={classes.wanted} style={{ width: `${(rating?.importance ?? 0) * 20}%` }} />
          <span className={classes.served} style={{ width: `${(rating?.served ?? 0) * 20}%` }} />
        </span>
        <span className={classes.gap} data-wide={(known ?? 0) >= 9 || undefined}>
          {known === null ? w.ratings.unknown : known === 0 ? w.ratings.none : w.ratings.gap(known)}
        </span>
      </button>
      {open && (
        <div className={classes.grades}>
          <Grades
            label={w.ratings.importance}
            value={rating?.importance ?? null}
            disabled={!visit.canWrite}
            onChange={(importance) => put({ importance })}
          />
          <Grades
            label={w.ratings.served}
            value={rating?.served ?? null}
            disabled={!visit.canWrite}
            onChange={(served) => put({ served })}
          />
          <Form
            onSubmit={() => {
              put({ evidence: (evidence ?? '').trim() })
              setEvidence(null)
            }}
          >
            <div className={classes.evidence}>
              <TextField
                label={w.ratings.evidence}
                placeholder={w.ratings.evidenceHint}
                disabled={!visit.canWrite}
                value={evidence ?? rating?.evidence ?? ''}
                onChange={setEvidence}
              />
              {evidence !== null && evidence.trim() !== (rating?.evidence ?? '') && (
                <SubmitButton>{w.capture.save}</SubmitButton>
              )}
            </div>
          </Form>
        </div>
      )}
    </div>
  )
}

/** Five buttons a thumb wide; another press on the same forgets it. */
function Grades({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string
  value: number | null
  disabled: boolean
  onChange: (value: number | null) => void
}) {
  const w = useWords(words)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={label} className={classes.gradeRow}>
      <span className={classes.gradeName}>{label}</span>
      <span className={classes.gradeButtons}>
        {GRADES.map((n) => (
          <button
            key={n}
            type="button"
            className={classes.grade}
            aria-pressed={value === n}
            aria-label={w.ratings.grade(label, n)}
            data-lit={(value ?? 0) >= n || undefined}
            disabled={disabled}
            onClick={() => onChange(value === n ? null : n)}
          >
            {n}
          </button>
        ))}
      </span>
    </div>
  )
}

/** Shows a grade before the server has answered, also without network. */
function showRating(
  visit: VisitHead,
  body: {
    id: string
    personId: string | null
    aspect: Aspect
    importance?: number | null
    served?: number | null
    evidence?: string
  },
  before: Rating | undefined,
): void {
  const now: Rating = {
    accountId: visit.accountId,
    personName: visit.people.find((person) => person.id === body.personId)?.name ?? '',
    source: { kind: 'visit', id: visit.id, note: '' },
    confidence: 'stated',
    personal: isPersonalAspect(body.aspect),
    assertedBy: '',
    assertedAt: new Date().toISOString(),
    supersededAt: null,
    ...{ importance: null, served: null, evidence: '' },
    ...before,
    ...body,
  }
  queryClient.setQueriesData<{ items: Rating[] }>(
    {
      predicate: ({ queryKey }) =>
        queryKey[1] === listRatings.name &&
        (queryKey[2] as { params: { accountId: string } }).params.accountId === visit.accountId,
    },
    (page) =>
      page && {
        ...page,
        items: [
          ...page.items.filter((one) => one.aspect !== body.aspect || one.personId !== body.personId),
          now,
        ],
      },
  )
}

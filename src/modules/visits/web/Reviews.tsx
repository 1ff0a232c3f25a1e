import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { reviewVisit, type VisitDetail } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import classes from './visits.module.css'

/** What the supervisor said; and, for a supervisor above the host, where to say it. */
export function Reviews({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const f = useFormat()
  const review = useWrite(reviewVisit)
  const [draft, setDraft] = useState(() => ({ id: newId(), comment: '' }))
  const mayReview = visit.canReview && (visit.state === 'recorded' || visit.state === 'reviewed')
  if (!mayReview && visit.reviews.length === 0) return null
  return (
    <Section title={w.review.title}>
      <div className={classes.stack}>
        {visit.reviews.map((one) => (
          <Card key={one.id}>
            <div className={classes.muted}>
              {one.byName} · {f.moment(one.at)}
            </div>
            <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{one.comment || w.steps.reviewed}</p>
          </Card>
        ))}
        {mayReview && (
          <Card>
            <Form
              label={w.review.title}
              problem={review.error}
              bundles={[words]}
              busy={review.isPending}
              onSubmit={() =>
                review.mutate(
                  { params: { visitId: visit.id }, body: { ...draft, version: visit.version } },
                  { onSuccess: () => setDraft({ id: newId(), comment: '' }) },
                )
              }
            >
              <TextArea
                name="comment"
                label={w.review.comment}
                placeholder={w.review.placeholder}
                value={draft.comment}
                onChange={(comment) => setDraft({ ...draft, comment })}
              />
              <FormActions>
                <SubmitButton busy={review.isPending}>{w.review.submit}</SubmitButton>
              </FormActions>
            </Form>
          </Card>
        )}
      </div>
    </Section>
  )
}

import type { ReactNode } from 'react'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { NumberField, TextArea } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { saveRecord, type VisitDetail, type VisitHead } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { FinishRecord } from './FinishRecord.tsx'
import { ObjectiveResults } from './ObjectiveResults.tsx'
import { PeopleMet } from './PeopleMet.tsx'
import { Reviews } from './Reviews.tsx'
import { useVisit } from './visit-cache.ts'
import classes from './visits.module.css'

const QUICK_MINUTES = [30, 45, 60, 90, 120]

/**
 * Stage H: results, people met, what changed, looking back; then finishing it, with the next visit in the same step.
 * @param children what other modules let one keep of the people met; stands right after them
 */
export function RecordPanel({ visit, children }: { visit: VisitHead; children?: ReactNode }) {
  const read = useVisit(visit.id)
  return (
    <Loaded read={read} skeleton={<PageSkeleton />} bundles={[words]}>
      {(detail) => (
        <RecordSheet key={detail.id} visit={detail}>
          {children}
        </RecordSheet>
      )}
    </Loaded>
  )
}

function RecordSheet({ visit, children }: { visit: VisitDetail; children: ReactNode }) {
  const w = useWords(words)
  const f = useFormat()
  const open = visit.canWrite && visit.state !== 'cancelled' && visit.state !== 'reviewed'
  const save = useSave(saveRecord, { about: visit.accountName })
  const form = useAutosave({
    record: visit.record,
    pick: ({ minutes, changed, wentWell, wentLessWell, nextTime, notes }) => ({
      minutes,
      changed,
      wentWell,
      wentLessWell,
      nextTime,
      notes,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { visitId: visit.id }, body: { ...draft, version } }),
  })
  const { minutes } = form.value
  return (
    <FormErrors problem={form.problem} bundles={[words]}>
      <div className={classes.roomy}>
        {visit.record.recordedBy !== null && visit.record.recordedAt !== null && (
          <Notice tone="good">
            {visit.state === 'reviewed'
              ? w.record.closed
              : w.record.recordedBy(visit.record.recordedBy, f.moment(visit.record.recordedAt))}
          </Notice>
        )}
        <ObjectiveResults visit={visit} open={open} />
        <PeopleMet visit={visit} open={open} />
        {children}
        <Section title={w.record.what} actions={open && <SaveState form={form} />}>
          <Card>
            <div className={classes.roomy}>
              <TextArea
                name="changed"
                label={w.record.changed}
                hint={w.record.changedHint}
                placeholder={w.record.changedPlaceholder}
                value={form.value.changed}
                onChange={(changed) => form.set({ changed })}
                disabled={!open}
              />
              <ChipChoice
                label={w.record.minutes}
                options={QUICK_MINUTES.map((n) => ({
                  value: String(n),
                  label: w.record.minutesQuick(n),
                  disabled: !open,
                }))}
                value={minutes === null ? null : String(minutes)}
                onChange={(chosen) => form.set({ minutes: chosen === null ? null : Number(chosen) })}
              />
              {minutes !== null && !QUICK_MINUTES.includes(minutes) && (
                <NumberField
                  name="minutes"
                  label={w.record.minutes}
                  value={minutes}
                  onChange={(value) => form.set({ minutes: value })}
                  disabled={!open}
                />
              )}
            </div>
          </Card>
        </Section>
        <Section title={w.record.review}>
          <Card>
            <div className={classes.roomy}>
              {(['wentWell', 'wentLessWell', 'nextTime'] as const).map((key) => (
                <TextArea
                  key={key}
                  name={key}
                  label={w.record[key]}
                  rows={2}
                  value={form.value[key]}
                  onChange={(text) => form.set({ [key]: text })}
                  disabled={!open}
                />
              ))}
              <TextArea
                name="notes"
                label={w.record.notes}
                placeholder={w.record.notesPlaceholder}
                rows={4}
                value={form.value.notes}
                onChange={(notes) => form.set({ notes })}
                disabled={!open}
              />
            </div>
          </Card>
        </Section>
        <FinishRecord visit={visit} open={open} flush={form.flush} />
        <Reviews visit={visit} />
      </div>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'changed', label: w.record.changed },
          { key: 'minutes', label: w.record.minutes },
          { key: 'wentWell', label: w.record.wentWell },
          { key: 'wentLessWell', label: w.record.wentLessWell },
          { key: 'nextTime', label: w.record.nextTime },
          { key: 'notes', label: w.record.notes },
        ]}
      />
    </FormErrors>
  )
}

import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { type Autosaved, useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { Link } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice, Rating } from '#ui/choices.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  addTopic,
  putProof,
  removeTopic,
  saveOpening,
  TOPIC_SOURCES,
  type TopicSource,
  type VisitDetail,
  type VisitHead,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { AddLine } from './AddLine.tsx'
import { useTap, useVisit } from './visit-cache.ts'
import classes from './visits.module.css'

/** Stage C: the first sentence, topics, proofs to show; afterwards, how much trust was won. */
export function OpeningPanel({ visit }: { visit: VisitHead }) {
  const read = useVisit(visit.id)
  return (
    <Loaded read={read} skeleton={<PageSkeleton />} bundles={[words]}>
      {(detail) => <Opening key={detail.id} visit={detail} />}
    </Loaded>
  )
}

interface OpeningDraft {
  openingLine: string
  trustSpeaking: number | null
  trustConduct: number | null
  trustWork: number | null
  trustNote: string
}

function Opening({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const open = visit.canWrite && visit.state !== 'cancelled' && visit.state !== 'reviewed'
  const save = useSave(saveOpening, { about: visit.accountName })
  const form = useAutosave({
    record: visit.opening,
    pick: ({ version: _, ...draft }): OpeningDraft => draft,
    save: (draft, version) =>
      save.mutateAsync({ params: { visitId: visit.id }, body: { ...draft, version } }),
  })
  return (
    <FormErrors problem={form.problem} bundles={[words]}>
      <div className={classes.roomy}>
        <Card>
          {open ? (
            <TextArea
              name="openingLine"
              label={w.opening.line}
              hint={w.opening.lineHint}
              placeholder={w.opening.linePlaceholder}
              rows={2}
              value={form.value.openingLine}
              onChange={(openingLine) => form.set({ openingLine })}
            />
          ) : (
            <p className={classes.quote}>{form.value.openingLine || '—'}</p>
          )}
          {open && <SaveState form={form} />}
        </Card>
        <Topics visit={visit} open={open} />
        <ProofsToShow visit={visit} open={open} />
        <Trust form={form} open={open} />
      </div>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'openingLine', label: w.opening.line },
          { key: 'trustSpeaking', label: w.opening.speaking },
          { key: 'trustConduct', label: w.opening.conduct },
          { key: 'trustWork', label: w.opening.work },
          { key: 'trustNote', label: w.opening.note },
        ]}
      />
    </FormErrors>
  )
}

function Topics({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const add = useTap(addTopic, visit)
  const remove = useTap(removeTopic, visit)
  const [personId, setPersonId] = useState<string | null>(visit.people[0]?.id ?? null)
  const [source, setSource] = useState<TopicSource>('own')
  const nameOf = (id: string | null) => visit.people.find((p) => p.id === id)?.name
  const addTo = (draft: { id: string; text: string; personId: string | null; source: TopicSource }) =>
    add({ params: { visitId: visit.id }, body: draft }, (v) => ({
      topics: [...v.topics, { ...draft, version: 1 }],
    }))
  return (
    <Section
      title={w.opening.topics}
      hint={visit.canSeePersonal ? w.opening.topicsHint : w.opening.topicsHidden}
    >
      {visit.canSeePersonal && (
        <Card>
          <div className={classes.stack}>
            {visit.topics.map((topic) => (
              <div key={topic.id} className={classes.row}>
                <div className={classes.grow}>
                  {topic.text}{' '}
                  <span className={classes.muted}>
                    {[nameOf(topic.personId), w.sources[topic.source]].filter(Boolean).join(' · ')}
                  </span>
                </div>
                {open && (
                  <IconButton
                    label={w.opening.topicRemoved}
                    icon={<IconTrash size={18} />}
                    onClick={async () => {
                      const { version: _, ...again } = topic
                      const gone = await remove(
                        { params: { visitId: visit.id, topicId: topic.id } },
                        (v) => ({
                          topics: v.topics.filter((one) => one.id !== topic.id),
                        }),
                      )
                      if (gone) undoToast(w.opening.topicRemoved, () => addTo(again))
                    }}
                  />
                )}
              </div>
            ))}
            {open && (
              <>
                {visit.people.length > 1 && (
                  <ChipChoice
                    label={w.opening.about}
                    options={visit.people.map((p) => ({ value: p.id, label: p.name }))}
                    value={personId}
                    onChange={setPersonId}
                  />
                )}
                <ChipChoice
                  label={w.opening.source}
                  required
                  options={TOPIC_SOURCES.map((one) => ({ value: one, label: w.sources[one] }))}
                  value={source}
                  onChange={(one) => one && setSource(one)}
                />
                <AddLine
                  label={w.opening.addTopicLabel}
                  placeholder={w.opening.addTopic}
                  onAdd={(text) => void addTo({ id: newId(), text, personId, source })}
                />
              </>
            )}
          </div>
        </Card>
      )}
    </Section>
  )
}

function ProofsToShow({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const put = useTap(putProof, visit)
  return (
    <Section title={w.opening.proofs}>
      <Card>
        {visit.proofs.length === 0 ? (
          <div className={classes.row}>
            <p className={classes.muted}>{w.opening.noProofs}</p>
            {open && (
              <Link to={`/visits/${visit.id}?stage=prepare`} className={classes.go}>
                {w.opening.goPrepare}
              </Link>
            )}
          </div>
        ) : (
          <div className={classes.stack}>
            {visit.proofs.map((proof) =>
              open ? (
                <ChipChoice
                  key={proof.id}
                  label={proof.title}
                  options={[
                    { value: 'shown', label: w.opening.shown },
                    { value: 'not', label: w.opening.notShown },
                  ]}
                  value={proof.shown === null ? null : proof.shown ? 'shown' : 'not'}
                  onChange={(chosen) => {
                    const shown = chosen === null ? null : chosen === 'shown'
                    void put({ params: { visitId: visit.id, proofId: proof.id }, body: { shown } }, (v) => ({
                      proofs: v.proofs.map((one) => (one.id === proof.id ? { ...one, shown } : one)),
                    }))
                  }}
                />
              ) : (
                <div key={proof.id} className={classes.row}>
                  <span className={classes.grow}>{proof.title}</span>
                  {proof.shown !== null && (
                    <Tag tone={proof.shown ? 'good' : 'quiet'}>
                      {proof.shown ? w.opening.shown : w.opening.notShown}
                    </Tag>
                  )}
                </div>
              ),
            )}
          </div>
        )}
      </Card>
    </Section>
  )
}

function Trust({ form, open }: { form: Autosaved<OpeningDraft>; open: boolean }) {
  const w = useWords(words)
  const rate = (key: 'trustSpeaking' | 'trustConduct' | 'trustWork') => (value: number | null) => {
    if (open) form.set({ [key]: value })
  }
  return (
    <Section title={w.opening.after} hint={w.opening.afterHint}>
      <Card>
        <div className={classes.roomy}>
          <div className={classes.trust}>
            <Rating
              label={w.opening.speaking}
              hint={w.opening.speakingHint}
              value={form.value.trustSpeaking}
              onChange={rate('trustSpeaking')}
            />
            <Rating
              label={w.opening.conduct}
              hint={w.opening.conductHint}
              value={form.value.trustConduct}
              onChange={rate('trustConduct')}
            />
            <Rating
              label={w.opening.work}
              hint={w.opening.workHint}
              value={form.value.trustWork}
              onChange={rate('trustWork')}
            />
          </div>
          <TextArea
            name="trustNote"
            label={w.opening.note}
            placeholder={w.opening.notePlaceholder}
            rows={2}
            value={form.value.trustNote}
            onChange={(trustNote) => form.set({ trustNote })}
            disabled={!open}
          />
        </div>
      </Card>
    </Section>
  )
}

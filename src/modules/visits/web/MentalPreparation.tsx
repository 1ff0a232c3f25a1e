import { IconLock, IconTrash } from '@tabler/icons-react'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  addUnknown,
  changeUnknown,
  removeUnknown,
  type Unknown,
  type VisitDetail,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { AddLine } from './AddLine.tsx'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** 心理准备: what one does not know, each turned into a question or a fallback. The rep's own; nobody else reads it. */
export function MentalPreparation({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const add = useTap(addUnknown, visit)
  return (
    <Section title={w.prepare.mental} hint={w.prepare.mentalHint}>
      <div className={classes.stack}>
        <div className={classes.private}>
          <IconLock size={18} aria-hidden />
          {w.prepare.mentalPrivate}
        </div>
        {visit.unknowns.map((one) => (
          <UnknownCard key={one.id} visit={visit} unknown={one} />
        ))}
        <AddLine
          label={w.prepare.addUnknownLabel}
          placeholder={w.prepare.addUnknown}
          onAdd={(text) => {
            const draft = { id: newId(), text, question: '', fallback: '', personId: null }
            void add({ params: { visitId: visit.id }, body: draft }, (v) => ({
              unknowns: [...v.unknowns, { ...draft, answer: '', version: 1 }],
            }))
          }}
        />
      </div>
    </Section>
  )
}

function UnknownCard({ visit, unknown }: { visit: VisitDetail; unknown: Unknown }) {
  const w = useWords(words)
  // The outbox shows what it calls a write to whoever holds the device: the customer's name, never the fear.
  const save = useSave(changeUnknown, { about: visit.accountName })
  const remove = useTap(removeUnknown, visit)
  const add = useTap(addUnknown, visit)
  const params = { visitId: visit.id, unknownId: unknown.id }
  const form = useAutosave({
    record: unknown,
    pick: ({ question, fallback }) => ({ question, fallback }),
    save: (draft, version) => save.mutateAsync({ params, body: { ...draft, version } }),
  })
  const faced =
    form.value.question.trim() !== '' || form.value.fallback.trim() !== '' || unknown.answer !== ''
  const drop = async () => {
    const gone = await remove({ params }, (v) => ({
      unknowns: v.unknowns.filter((u) => u.id !== unknown.id),
    }))
    const { id, text, personId } = unknown
    if (gone)
      undoToast(w.prepare.unknownRemoved, () =>
        add({ params: { visitId: visit.id }, body: { id, text, personId, ...form.value } }),
      )
  }
  return (
    <Card>
      <FormErrors problem={form.problem} bundles={[words]}>
        <div className={classes.stack}>
          <div className={classes.row}>
            <div className={classes.strong}>{unknown.text}</div>
            <IconButton
              label={w.prepare.unknownRemoved}
              icon={<IconTrash size={18} />}
              onClick={() => void drop()}
            />
          </div>
          <div className={classes.wrap}>
            <Tag tone={faced ? 'good' : 'warn'}>{faced ? w.prepare.faced : w.prepare.notFaced}</Tag>
            <SaveState form={form} />
          </div>
          <TextField
            name="question"
            label={w.prepare.question}
            placeholder={w.prepare.questionPlaceholder}
            value={form.value.question}
            onChange={(question) => form.set({ question })}
          />
          <TextField
            name="fallback"
            label={w.prepare.fallback}
            placeholder={w.prepare.fallbackPlaceholder}
            value={form.value.fallback}
            onChange={(fallback) => form.set({ fallback })}
          />
        </div>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'question', label: w.prepare.question },
          { key: 'fallback', label: w.prepare.fallback },
        ]}
      />
    </Card>
  )
}

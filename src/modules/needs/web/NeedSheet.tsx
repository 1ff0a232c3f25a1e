import { IconArrowDown, IconCheck, IconMathFunction, IconTrash } from '@tabler/icons-react'
import { type RefObject, useRef, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { NumberField, SelectField, TextArea, TextField } from '#ui/fields.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  changeNeed,
  getNeed,
  type Layer,
  type Need,
  type NeedStatus,
  restoreNeed,
  SUBJECTS,
  setNeedStatus,
  WHOSE,
} from '../needs.contract.ts'
import { missingToConfirm, nextStatus, stepProblem } from '../needs.rules.ts'
import { words } from '../words/index.ts'
import { STATUS_TONES } from './IcebergList.tsx'
import classes from './Needs.module.css'
import { addNeed, patchNeed, useTap } from './need-cache.ts'
import { PersonField } from './PersonField.tsx'
import { placesFor } from './use-move.ts'

interface NeedSheetProps {
  need: Need
  needs: readonly Need[]
  canWrite: boolean
  about: string
  visitId?: string | undefined
  onMove: (need: Need, parentId: string | null, layer: Layer) => void
  onOpen: (needId: string) => void
  onClose: () => void
  onDig?: ((beneath: { id: string; layer: Layer }) => void) | undefined
}

/** One need with all that is known of it; changed as it is typed. */
export function NeedSheet(props: NeedSheetProps) {
  const { need, needs, canWrite, about, onClose, onOpen, onDig } = props
  const w = useWords(words)
  const save = useSave(changeNeed, { about: need.statement || about })
  const lastVersion = useRef(need.version)
  const form = useAutosave({
    record: need,
    pick: ({ statement, quote, consequence, amount, unit, subject, whose, personId, visitId }) => ({
      statement,
      quote,
      consequence,
      amount,
      unit,
      subject,
      whose,
      personId,
      visitId,
    }),
    save: async (draft, version) => {
      const written = await save.mutateAsync({ params: { needId: need.id }, body: { ...draft, version } })
      lastVersion.current = written.sent ? written.ok.version : version + 1
      return written
    },
  })
  const { value, set } = form
  const beneath = needs.filter((one) => one.parentId === need.id)
  return (
    <Sheet opened onClose={onClose} title={w.layerLong[need.layer]}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <div className={classes.stack}>
          <div className={classes.bar}>
            <Tag tone={STATUS_TONES[need.status]}>{w.status[need.status]}</Tag>
            {need.personal && <Tag>{w.personal}</Tag>}
            <span className={classes.small}>{w.statusHint[need.status]}</span>
            {canWrite && <SaveState form={form} />}
          </div>
          <TextArea
            name="statement"
            label={w.sheet.statement}
            rows={2}
            required
            disabled={!canWrite}
            value={value.statement}
            onChange={(statement) => set({ statement })}
          />
          <TextArea
            name="quote"
            label={w.sheet.quote}
            hint={w.layerHint.explicit}
            rows={2}
            disabled={!canWrite}
            value={value.quote}
            onChange={(quote) => set({ quote })}
          />
          <PersonField
            accountId={need.accountId}
            name={need.personName}
            value={value.personId}
            disabled={!canWrite}
            onChange={(personId) => set({ personId })}
          />
          {canWrite && (
            <Steps {...props} ground={{ ...need, ...value }} flush={form.flush} lastVersion={lastVersion} />
          )}
          {canWrite && props.visitId && value.visitId === null && (
            <Button onClick={() => set({ visitId: props.visitId ?? null })}>{w.sheet.thisVisit}</Button>
          )}
          {canWrite && onDig && need.layer !== 'deep' && (
            <Button
              variant="primary"
              icon={<IconArrowDown size={18} />}
              onClick={() => onDig({ id: need.id, layer: need.layer === 'explicit' ? 'implicit' : 'deep' })}
            >
              {w.sheet.why}
            </Button>
          )}
          {canWrite && <Place {...props} />}
          {beneath.length > 0 && (
            <div className={classes.stackTight}>
              <h3 className={classes.label}>{w.sheet.children}</h3>
              {beneath.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className={classes.treeItem}
                  onClick={() => onOpen(one.id)}
                >
                  <span className={classes.treeWords}>{one.statement}</span>
                  <Tag tone="ice">{w.layer[one.layer]}</Tag>
                </button>
              ))}
            </div>
          )}
          <TextArea
            name="consequence"
            label={w.sheet.consequence}
            hint={w.sheet.consequenceHint}
            rows={2}
            disabled={!canWrite}
            value={value.consequence}
            onChange={(consequence) => set({ consequence })}
          />
          <div className={classes.pair}>
            <NumberField
              name="amount"
              label={w.sheet.amount}
              disabled={!canWrite}
              value={value.amount}
              onChange={(amount) => set({ amount })}
            />
            <TextField
              name="unit"
              label={w.sheet.unit}
              placeholder={w.sheet.unitHint}
              disabled={!canWrite}
              value={value.unit}
              onChange={(unit) => set({ unit })}
            />
          </div>
          {canWrite && (
            <>
              <ChipChoice
                name="subject"
                label={w.sheet.subject}
                required
                options={SUBJECTS[need.layer].map((subject) => ({
                  value: subject,
                  label: w.subject[subject],
                }))}
                value={value.subject}
                onChange={(subject) => subject && set({ subject })}
              />
              <ChipChoice
                name="whose"
                label={w.sheet.whose}
                required
                options={WHOSE.map((whose) => ({ value: whose, label: w.whose[whose] }))}
                value={value.whose}
                onChange={(whose) => whose && set({ whose })}
              />
            </>
          )}
          <History need={need} />
        </div>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'statement', label: w.sheet.statement },
          { key: 'quote', label: w.sheet.quote },
          { key: 'consequence', label: w.sheet.consequence },
          { key: 'amount', label: w.sheet.amount },
          { key: 'unit', label: w.sheet.unit },
        ]}
      />
    </Sheet>
  )
}

/** The next step of what is known, and what it still lacks; declaring it void. */
function Steps({
  need,
  about,
  ground,
  flush,
  lastVersion,
  onClose,
}: NeedSheetProps & { ground: Need; flush: () => Promise<void>; lastVersion: RefObject<number> }) {
  const w = useWords(words)
  const send = useTap(setNeedStatus, about)
  const restore = useTap(restoreNeed, about)
  const next = nextStatus(need.status)
  const step = async (status: NeedStatus) => {
    // What was typed must be there before the step that rests on it; the version is then that of the saved row.
    await flush()
    const version = Math.max(need.version, lastVersion.current)
    return send({ params: { needId: need.id }, body: { id: newId(), version, status } }, () =>
      patchNeed(need.id, { status, version: version + 1 }),
    )
  }
  const declareVoid = async () => {
    if (!(await step('void'))) return
    const version = Math.max(need.version, lastVersion.current) + 1
    onClose()
    undoToast(w.sheet.voided, () =>
      restore({ params: { needId: need.id }, body: { id: newId(), version } }, () =>
        addNeed({ ...need, version: version + 1 }),
      ),
    )
  }
  const lacking = next === 'confirmed' ? missingToConfirm(ground) : []
  const labels = { stated: w.sheet.stated, confirmed: w.sheet.confirm, quantified: w.sheet.quantify }
  return (
    <div className={classes.stackTight}>
      <div className={classes.wrap}>
        {next && next in labels && (
          <Button
            icon={next === 'quantified' ? <IconMathFunction size={18} /> : <IconCheck size={18} />}
            disabled={stepProblem(need.status, next, ground) !== null}
            onClick={() => void step(next)}
          >
            {labels[next as keyof typeof labels]}
          </Button>
        )}
        <Button variant="quiet" icon={<IconTrash size={18} />} onClick={() => void declareVoid()}>
          {w.sheet.void}
        </Button>
      </div>
      {lacking.length > 0 && (
        <p className={classes.muted}>
          {w.sheet.needsFirst(lacking.map((one) => w.sheet.missing[one]).join(' · '))}
        </p>
      )}
    </div>
  )
}

/** What a drag does, by keyboard: beneath which need this one lies. */
function Place({ need, needs, onMove }: NeedSheetProps) {
  const w = useWords(words)
  const places = placesFor(needs, need)
  const above = needs.find((one) => one.id === need.parentId)
  const options = new Map(places.map(({ parent }) => [parent.id, parent.statement]))
  if (above) options.set(above.id, above.statement)
  if (options.size === 0) return null
  return (
    <SelectField
      label={w.sheet.parent}
      empty={w.sheet.noParent}
      value={need.parentId}
      options={[...options].map(([value, label]) => ({ value, label }))}
      onChange={(parentId) =>
        onMove(need, parentId, places.find(({ parent }) => parent.id === parentId)?.layer ?? need.layer)
      }
    />
  )
}

function History({ need }: { need: Need }) {
  const w = useWords(words)
  const f = useFormat()
  const [shown, setShown] = useState(false)
  const read = useRead(getNeed, { params: { needId: need.id } }, { enabled: shown })
  return (
    <details className={classes.details} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{w.sheet.history}</summary>
      <ul className={classes.plain}>
        {read.data?.history.map((change) => (
          <li key={change.id}>
            {change.from
              ? w.sheet.step(w.status[change.from], w.status[change.to])
              : w.sheet.first(w.status[change.to])}
            <span className={classes.small}> {w.sheet.by(change.byName, f.moment(change.at))}</span>
            {change.reason && <div className={classes.small}>{change.reason}</div>}
          </li>
        ))}
      </ul>
      {need.visitId && (
        <Button variant="quiet" to={`/visits/${need.visitId}`}>
          {w.sheet.visit}
        </Button>
      )}
    </details>
  )
}

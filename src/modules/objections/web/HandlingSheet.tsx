import { useState } from 'react'
import { listProofs, maySupport } from '#modules/proofs/proofs.contract.ts'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readOnce } from '#platform/web/query.ts'
import { useLocale, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import {
  addHandling,
  changeHandling,
  HANDLING_OUTCOMES,
  type Handling,
  type HandlingOutcome,
  type HandlingParts,
  type Method,
  type Objection,
} from '../objections.contract.ts'
import { assembleLine } from '../objections.rules.ts'
import { words } from '../words/index.ts'
import classes from './Objections.module.css'
import { type Suggested, Suggestions } from './Suggestions.tsx'

/** An empty formula of a method. */
export function emptyParts(method: Method): HandlingParts {
  switch (method) {
    case 'rejection':
      return { method, agree: '', praise: '', turn: '', ask: '' }
    case 'empathy':
      return { method, understand: '', felt: '', found: '' }
    case 'proof':
      return { method, claim: '', proofId: null, shows: '' }
    case 'turnaround':
      return { method, reason: '', because: '' }
    case 'redirection':
      return { method, questions: ['', ''], need: '' }
  }
}

/** Proofs that stand today; what has run out convinces nobody. */
async function findProofs(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listProofs, { query: { ...(q && { q }), limit: 20 } }, { signal })
  return items
    .filter(maySupport)
    .map((proof) => ({ id: proof.id, label: proof.title, ...(proof.issuer && { detail: proof.issuer }) }))
}

/** One of the five methods as a guided form: its formula part by part, and the line they make. */
export function HandlingSheet({
  objection,
  method,
  visit,
  handling = null,
  onClose,
}: {
  objection: Objection
  method: Method
  visit: VisitHead
  /** One that is to be reworded; without it, a new one. */
  handling?: Handling | null
  onClose: () => void
}) {
  const w = useWords(words)
  const locale = useLocale()
  const [id] = useState(newId)
  const [parts, setParts] = useState(() => handling?.parts ?? emptyParts(method))
  const [proof, setProof] = useState<Picked | null>(
    handling?.proof ? { id: handling.proof.id, label: handling.proof.title } : null,
  )
  /** Null: follows the parts. */
  const [own, setOwn] = useState<string | null>(handling?.line ?? null)
  const [playbookLineId, setPlaybookLineId] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<HandlingOutcome | null>(null)
  const [reaction, setReaction] = useState('')
  const add = useSave(addHandling, { about: visit.accountName })
  const change = useSave(changeHandling, { about: visit.accountName })
  const assembled = assembleLine(parts, locale, proof?.label)
  const line = own ?? assembled
  const use = (suggested: Suggested) => {
    if (suggested.parts) {
      setParts(suggested.parts)
      setProof(null)
    }
    setOwn(suggested.parts ? null : suggested.line)
    setPlaybookLineId(suggested.playbookLineId)
  }
  const save = () => {
    if (handling)
      return change.mutate(
        {
          params: { objectionId: objection.id, handlingId: handling.id },
          body: { version: handling.version, parts, line },
        },
        { onSuccess: onClose },
      )
    add.mutate(
      { params: { objectionId: objection.id }, body: { id, parts, line, playbookLineId, outcome, reaction } },
      { onSuccess: onClose },
    )
  }
  const saving = handling ? change : add
  return (
    <Sheet opened onClose={onClose} title={handling ? w.rewriteTitle(w.methods[method]) : w.methods[method]}>
      <Form onSubmit={save} problem={saving.error} bundles={[words]} busy={saving.isPending}>
        <p className={classes.quiet}>{w.formulas[method]}</p>
        {objection.quote && <p className={classes.quote}>{objection.quote}</p>}
        {!handling && <Suggestions objection={objection} method={method} onUse={use} />}
        <PartFields
          parts={parts}
          onChange={setParts}
          proof={proof}
          onProof={(picked) => {
            setProof(picked)
            if (parts.method === 'proof') setParts({ ...parts, proofId: picked?.id ?? null })
          }}
        />
        <TextArea
          name="line"
          label={w.line}
          hint={w.lineHint}
          placeholder={w.lineEmpty}
          rows={3}
          value={line}
          onChange={setOwn}
        />
        {own !== null && assembled !== '' && own !== assembled && (
          <div>
            <Button size="sm" variant="quiet" onClick={() => setOwn(null)}>
              {w.useAssembled}
            </Button>
          </div>
        )}
        {!handling && (
          <ChipChoice
            label={w.outcome}
            options={HANDLING_OUTCOMES.map((value) => ({ value, label: w.outcomes[value] }))}
            value={outcome}
            onChange={setOutcome}
          />
        )}
        {outcome && <TextField name="reaction" label={w.reaction} value={reaction} onChange={setReaction} />}
        <SubmitButton>{w.save}</SubmitButton>
      </Form>
    </Sheet>
  )
}

/** The fields of a method's formula. */
function PartFields({
  parts,
  onChange,
  proof,
  onProof,
}: {
  parts: HandlingParts
  onChange: (parts: HandlingParts) => void
  proof: Picked | null
  onProof: (proof: Picked | null) => void
}) {
  const w = useWords(words)
  const field = (name: keyof typeof w.examples, value: string) => (
    <TextArea
      key={name}
      name={`parts.${name}`}
      label={w.parts[name] as string}
      placeholder={w.examples[name]}
      rows={1}
      value={value}
      onChange={(text) => onChange({ ...parts, [name]: text } as HandlingParts)}
    />
  )
  switch (parts.method) {
    case 'rejection':
      return (['agree', 'praise', 'turn', 'ask'] as const).map((name) => field(name, parts[name]))
    case 'empathy':
      return (['understand', 'felt', 'found'] as const).map((name) => field(name, parts[name]))
    case 'proof':
      return (
        <>
          {field('claim', parts.claim)}
          <RecordPicker
            name="parts.proofId"
            label={w.parts.proof}
            hint={w.proofNone}
            search={findProofs}
            value={proof}
            onChange={onProof}
          />
          {field('shows', parts.shows)}
        </>
      )
    case 'turnaround':
      return (['reason', 'because'] as const).map((name) => field(name, parts[name]))
    case 'redirection':
      return (
        <>
          {parts.questions.map((question, index) => (
            <TextArea
              // biome-ignore lint/suspicious/noArrayIndexKey: questions have no other name than their place
              key={index}
              name={`parts.questions.${index}`}
              label={w.parts.question(index + 1)}
              placeholder={index === 0 ? w.examples.question : ''}
              rows={1}
              value={question}
              onChange={(text) => onChange({ ...parts, questions: parts.questions.with(index, text) })}
            />
          ))}
          {parts.questions.length < 4 && (
            <div>
              <Button
                size="sm"
                variant="quiet"
                onClick={() => onChange({ ...parts, questions: [...parts.questions, ''] })}
              >
                {w.addQuestion}
              </Button>
            </div>
          )}
          {field('need', parts.need)}
        </>
      )
  }
}

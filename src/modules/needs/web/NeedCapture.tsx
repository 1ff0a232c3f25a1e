import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useMe } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextArea } from '#ui/fields.tsx'
import { toast } from '#ui/toast.ts'
import { createNeed, LAYERS, type Layer, type Need } from '../needs.contract.ts'
import { guessSubject, isPersonalNeed, liesBeneath, subjectIn } from '../needs.rules.ts'
import { words } from '../words/index.ts'
import classes from './Needs.module.css'
import { addNeed, useTap } from './need-cache.ts'

export interface CaptureStart {
  layer: Layer
  parentId: string | null
  /** The answer it comes out of. */
  questionId?: string | null
  quote?: string
  personId?: string | null
}
export const FRESH: CaptureStart = { layer: 'explicit', parentId: null }

interface NeedCaptureProps {
  accountId: string
  projectId: string | null
  visit: { id: string; plannedAt: string } | null
  about: string
  people: readonly { id: string; name: string }[]
  needs: readonly Need[]
  start?: CaptureStart
  onDone?: () => void
}

/** A need in three taps: the words, who said them, which layer. What they are about is heard from the words. */
export function NeedCapture(props: NeedCaptureProps) {
  const { start = FRESH, people } = props
  const w = useWords(words)
  const me = useMe()
  const send = useTap(createNeed, props.about)
  const only = people.length === 1 ? people[0]!.id : null
  const [layer, setLayer] = useState<Layer>(start.layer)
  const [statement, setStatement] = useState(start.layer === 'explicit' ? (start.quote ?? '') : '')
  const [quote, setQuote] = useState(start.layer === 'explicit' ? '' : (start.quote ?? ''))
  const [personId, setPersonId] = useState<string | null>(start.personId ?? only)
  const [parentId, setParentId] = useState<string | null>(start.parentId)
  const above = props.needs.filter((need) => liesBeneath(layer, need.layer))
  const chosenParent = above.some((need) => need.id === parentId) ? parentId : null
  const label = { explicit: w.capture.explicit, implicit: w.capture.implicit, deep: w.capture.deep }[layer]
  const placeholder = {
    explicit: w.capture.placeholderExplicit,
    implicit: w.capture.placeholderImplicit,
    deep: w.capture.placeholderDeep,
  }[layer]

  const submit = async () => {
    const said = layer === 'explicit' ? statement.trim() : quote.trim()
    const whose = layer === 'deep' ? ('person' as const) : ('organisation' as const)
    const body = {
      id: newId(),
      accountId: props.accountId,
      projectId: props.projectId,
      visitId: props.visit?.id ?? null,
      personId,
      parentId: chosenParent,
      layer,
      subject: subjectIn(layer, guessSubject(`${statement} ${said}`)),
      whose,
      statement: statement.trim(),
      quote: said,
      status: said === '' ? ('assumed' as const) : ('stated' as const),
      questionId: start.questionId ?? null,
    }
    const shown: Need = {
      ...body,
      visitAt: props.visit?.plannedAt ?? null,
      personName: people.find((person) => person.id === personId)?.name ?? '',
      consequence: '',
      amount: null,
      unit: '',
      personal: isPersonalNeed(body),
      createdBy: me.member.id,
      createdAt: new Date().toISOString(),
      version: 1,
    }
    setStatement('')
    setQuote('')
    if (!(await send({ body }, () => addNeed(shown)))) {
      setStatement(body.statement)
      setQuote(layer === 'explicit' ? '' : said)
      return
    }
    toast(w.capture.saved)
    props.onDone?.()
  }

  return (
    <Form onSubmit={() => void submit()} bundles={[words]}>
      <div className={classes.stack}>
        <TextArea
          name="statement"
          label={label}
          hint={layer === 'explicit' ? w.capture.explicitHint : w.layerHint[layer]}
          placeholder={placeholder}
          rows={2}
          required
          value={statement}
          onChange={setStatement}
        />
        {layer !== 'explicit' && (
          <TextArea name="quote" label={w.capture.quote} rows={1} value={quote} onChange={setQuote} />
        )}
        {people.length > 0 && (
          <ChipChoice
            name="personId"
            label={w.capture.who}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
            value={personId}
            onChange={setPersonId}
          />
        )}
        <ChipChoice
          name="layer"
          label={w.capture.layer}
          required
          options={LAYERS.map((one) => ({ value: one, label: w.layer[one] }))}
          value={layer}
          onChange={(to) => to && setLayer(to)}
        />
        {layer !== 'explicit' && above.length > 0 && (
          <SelectField
            name="parentId"
            label={w.capture.beneath}
            empty={w.capture.nothing}
            value={chosenParent}
            options={above.map((need) => ({ value: need.id, label: need.statement }))}
            onChange={setParentId}
          />
        )}
        <SubmitButton disabled={statement.trim() === ''}>{w.capture.save}</SubmitButton>
      </div>
    </Form>
  )
}

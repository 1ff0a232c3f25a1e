import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import {
  BUYING_ROLES,
  type ChainAttribute,
  type ClaimValue,
  POLITICAL_STATUSES,
  RELATIONSHIP_LEVELS,
  RESPONSE_MODES,
  type RelationshipValue,
  type Seat,
} from '../../chain.contract.ts'
import { stanceWord } from '../../findings.rules.ts'
import { words } from '../../words/index.ts'
import { seatWords } from '../../words/seat.ts'
import classes from './Seat.module.css'

interface EditorProps {
  attribute: ChainAttribute
  seat: Seat | null
  /** Whose relationship is meant: the reader's own. */
  memberId: string
  onSay: (value: ClaimValue) => void
}

/** Nothing known of a relationship yet. */
export const NO_RELATIONSHIP: RelationshipValue = {
  current: null,
  target: null,
  targetOn: null,
  nextAction: '',
}

/** The reader's own relationship with somebody, as a claim's value. */
export function ownRelationship(seat: Seat | null, memberId: string): RelationshipValue {
  const mine = seat?.relationships.find((r) => r.memberId === memberId)
  if (!mine) return NO_RELATIONSHIP
  const { current, target, targetOn, nextAction } = mine
  return { current, target, targetOn, nextAction }
}

const options = <K extends string>(keys: readonly K[], labels: Record<K, string>) =>
  keys.map((value) => ({ value, label: labels[value] }))

/** One tap says it, another takes it back: each at once a claim of its own. */
export function AttributeEditor({ attribute, seat, memberId, onSay }: EditorProps) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const label = w.attributes[attribute]
  switch (attribute) {
    case 'buying_roles':
      return (
        <ChipChoice
          label={label}
          hideLabel
          hint={w.attributeHints.buying_roles}
          options={options(BUYING_ROLES, w.roles)}
          multiple
          value={seat?.buyingRoles ?? []}
          onChange={(value) => onSay({ attribute, value: value.length > 0 ? value.slice(0, 6) : null })}
        />
      )
    case 'stance':
      return (
        <Scale
          label={label}
          hideLabel
          hint={w.attributeHints.stance}
          min={-5}
          max={5}
          value={seat?.stance ?? null}
          words={(value) => w.stances[stanceWord(value)]}
          onChange={(value) => onSay({ attribute, value })}
        />
      )
    case 'influence':
      return (
        <Scale
          label={label}
          hideLabel
          hint={w.attributeHints.influence}
          min={0}
          max={10}
          value={seat?.influence ?? null}
          onChange={(value) => onSay({ attribute, value })}
        />
      )
    case 'political_status':
      return (
        <ChipChoice
          label={label}
          hideLabel
          options={options(POLITICAL_STATUSES, w.political)}
          value={seat?.politicalStatus ?? null}
          onChange={(value) => onSay({ attribute, value })}
        />
      )
    case 'response_mode':
      return (
        <ChipChoice
          label={label}
          hideLabel
          hint={seat?.responseMode ? w.modeHints[seat.responseMode] : undefined}
          options={options(RESPONSE_MODES, w.modes)}
          value={seat?.responseMode ?? null}
          onChange={(value) => onSay({ attribute, value })}
        />
      )
    case 'relationship': {
      const mine = ownRelationship(seat, memberId)
      const say = (change: Partial<RelationshipValue>) =>
        onSay({ attribute, aboutMemberId: memberId, value: { ...mine, ...change } })
      return (
        <div className={classes.editor}>
          <ChipChoice
            label={w.levelNow}
            options={options(RELATIONSHIP_LEVELS, w.levels)}
            value={mine.current}
            onChange={(current) => say({ current })}
          />
          <ChipChoice
            label={w.levelTarget}
            options={options(RELATIONSHIP_LEVELS, w.levels)}
            value={mine.target}
            onChange={(target) => say({ target })}
          />
          {mine.target && (
            <>
              <DayField label={s.targetOn} value={mine.targetOn} onChange={(targetOn) => say({ targetOn })} />
              <LeftLine
                key={mine.nextAction}
                label={s.nextAction}
                hint={s.nextActionHint}
                value={mine.nextAction}
                max={200}
                onSave={(nextAction) => say({ nextAction })}
              />
            </>
          )}
        </div>
      )
    }
    case 'business_result':
    case 'personal_win': {
      const value = (attribute === 'business_result' ? seat?.businessResult : seat?.personalWin) ?? ''
      return (
        <LeftLine
          key={value}
          label={label}
          hint={attribute === 'personal_win' ? w.attributeHints.personal_win : s.textHint}
          value={value}
          max={500}
          onSave={(text) => onSay({ attribute, value: text || null })}
        />
      )
    }
  }
}

/** A line that is kept when one leaves it. */
function LeftLine(props: {
  label: string
  hint: string
  value: string
  max: number
  onSave: (value: string) => void
}) {
  const [text, setText] = useState(props.value)
  return (
    // Leaving the field is what saves; the field itself is the interactive element.
    // biome-ignore lint/a11y/noStaticElementInteractions: focus events bubble from the field
    <div onBlur={() => text.trim() !== props.value && props.onSave(text.trim())}>
      <TextField
        label={props.label}
        hint={props.hint}
        maxLength={props.max}
        value={text}
        onChange={setText}
      />
    </div>
  )
}

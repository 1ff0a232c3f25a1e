import { useMe } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { RecordsPicker } from '#ui/RecordPicker.tsx'
import { COMPANION_PARTS, type CompanionPart } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { searchMembers } from './pickers.ts'
import classes from './visits.module.css'

export interface ChosenCompanion {
  memberId: string
  name: string
  part: CompanionPart
}

/** Who of ours comes along, and what for. */
export function Companions({
  value,
  onChange,
}: {
  value: readonly ChosenCompanion[]
  onChange: (to: ChosenCompanion[]) => void
}) {
  const w = useWords(words)
  const me = useMe()
  return (
    <div className={classes.stack}>
      <RecordsPicker
        name="companions"
        label={w.form.companions}
        hint={w.form.companionsHint}
        search={async (text, signal) =>
          (await searchMembers(text, signal)).filter((m) => m.id !== me.member.id)
        }
        value={value.map((c) => ({ id: c.memberId, label: c.name }))}
        onChange={(picked) =>
          onChange(
            picked.map(
              (p) =>
                value.find((c) => c.memberId === p.id) ?? {
                  memberId: p.id,
                  name: p.label,
                  part: 'accompany' as const,
                },
            ),
          )
        }
      />
      {value.map((c) => (
        <ChipChoice
          key={c.memberId}
          label={w.form.companionPart(c.name)}
          required
          options={COMPANION_PARTS.map((part) => ({ value: part, label: w.parts[part] }))}
          value={c.part}
          onChange={(part) => part && onChange(value.map((one) => (one === c ? { ...one, part } : one)))}
        />
      ))}
    </div>
  )
}

import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useMe } from '#platform/web/session.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  addSeat,
  BUYING_ROLES,
  type ChainMap,
  type Claim,
  type ClaimValue,
  listClaims,
  makeClaim,
  POLITICAL_STATUSES,
  RELATIONSHIP_LEVELS,
  RESPONSE_MODES,
  removeSeat,
  type Seat,
} from '../chain.contract.ts'
import { stanceWord } from '../findings.rules.ts'
import { words } from '../words/index.ts'
import classes from './Chain.module.css'

const SURE = ['rumour', 'inferred', 'stated', 'confirmed'] as const

interface SeatSheetProps {
  map: ChainMap
  personId: string
  onClose: () => void
}

/** One person in one project: each attribute one tap, kept at once, and what was believed before. */
export function SeatSheet({ map, personId, onClose }: SeatSheetProps) {
  const w = useWords(words)
  const person = map.people.find((p) => p.id === personId)
  const seat = map.seats.find((s) => s.personId === personId) ?? null
  if (!person) return null
  return (
    <Sheet opened onClose={onClose} title={person.name} size="normal">
      <div className={classes.sheet}>
        <div className={classes.head}>
          <span className={classes.what}>{[person.title, person.unitName].filter(Boolean).join(' · ')}</span>
          <Link to={`/people/${person.id}`}>{person.name} →</Link>
        </div>
        {map.projectId ? (
          <SeatFields
            map={map}
            projectId={map.projectId}
            personId={personId}
            seat={seat}
            onClose={onClose}
            name={person.name}
          />
        ) : (
          <p className={classes.todo}>{w.noProject.text}</p>
        )}
      </div>
    </Sheet>
  )
}

interface SeatFieldsProps {
  map: ChainMap
  projectId: string
  personId: string
  name: string
  seat: Seat | null
  onClose: () => void
}

function SeatFields({ map, projectId, personId, name, seat, onClose }: SeatFieldsProps) {
  const w = useWords(words)
  const { member } = useMe()
  const sentence = useProblem(words)
  const [sure, setSure] = useState<(typeof SURE)[number]>('inferred')
  const [note, setNote] = useState('')
  const claim = useSave(makeClaim, { about: name })
  const remove = useWrite(removeSeat)
  const add = useWrite(addSeat)
  const say = (value: ClaimValue) =>
    claim
      .mutateAsync({
        params: { projectId },
        body: {
          id: newId(),
          personId,
          confidence: sure,
          source: { kind: 'note', id: null, note },
          claim: value,
        },
      })
      .catch((error) => problemToast(sentence(error)))
  const mine = seat?.relationships.find((r) => r.memberId === member.id)
  const takeOff = () =>
    remove.mutate(
      { params: { projectId, personId } },
      {
        onSuccess: () => {
          undoToast(w.removed(name), () => add.mutate({ params: { projectId }, body: { personId } }))
          onClose()
        },
      },
    )
  const options = <K extends string>(keys: readonly K[], labels: Record<K, string>) =>
    keys.map((value) => ({ value, label: labels[value] }))

  if (!map.canWrite) return <History projectId={projectId} personId={personId} />
  return (
    <div className={classes.fields}>
      <ChipChoice
        label={w.attributes.buying_roles}
        hint={w.attributeHints.buying_roles}
        options={options(BUYING_ROLES, w.roles)}
        multiple
        value={seat?.buyingRoles ?? []}
        onChange={(value) => say({ attribute: 'buying_roles', value })}
      />
      <Scale
        label={w.attributes.stance}
        hint={w.attributeHints.stance}
        min={-5}
        max={5}
        value={seat?.stance ?? null}
        words={(value) => w.stances[stanceWord(value)]}
        onChange={(value) => say({ attribute: 'stance', value })}
      />
      <Scale
        label={w.attributes.influence}
        hint={w.attributeHints.influence}
        min={0}
        max={10}
        value={seat?.influence ?? null}
        onChange={(value) => say({ attribute: 'influence', value })}
      />
      <ChipChoice
        label={w.attributes.political_status}
        options={options(POLITICAL_STATUSES, w.political)}
        value={seat?.politicalStatus ?? null}
        onChange={(value) => say({ attribute: 'political_status', value })}
      />
      <ChipChoice
        label={w.attributes.response_mode}
        hint={seat?.responseMode ? w.modeHints[seat.responseMode] : undefined}
        options={options(RESPONSE_MODES, w.modes)}
        value={seat?.responseMode ?? null}
        onChange={(value) => say({ attribute: 'response_mode', value })}
      />
      <ChipChoice
        label={`${w.attributes.relationship} · ${w.levelNow}`}
        options={options(RELATIONSHIP_LEVELS, w.levels)}
        value={mine?.current ?? null}
        onChange={(current) =>
          say({
            attribute: 'relationship',
            aboutMemberId: member.id,
            value: { current, target: mine?.target ?? null },
          })
        }
      />
      <ChipChoice
        label={`${w.attributes.relationship} · ${w.levelTarget}`}
        options={options(RELATIONSHIP_LEVELS, w.levels)}
        value={mine?.target ?? null}
        onChange={(target) =>
          say({
            attribute: 'relationship',
            aboutMemberId: member.id,
            value: { current: mine?.current ?? null, target },
          })
        }
      />
      <Line
        key={`business:${seat?.businessResult}`}
        label={w.attributes.business_result}
        value={seat?.businessResult ?? ''}
        onSave={(value) => say({ attribute: 'business_result', value: value || null })}
      />
      <Line
        key={`personal:${seat?.personalWin}`}
        label={w.attributes.personal_win}
        hint={w.attributeHints.personal_win}
        value={seat?.personalWin ?? ''}
        onSave={(value) => say({ attribute: 'personal_win', value: value || null })}
      />
      <ChipChoice
        label={w.confidence}
        required
        options={options(SURE, w.confidences)}
        value={sure}
        onChange={(value) => value && setSure(value)}
      />
      <TextField label={w.basis} value={note} onChange={setNote} />
      <History projectId={projectId} personId={personId} />
      {seat && (
        <Button variant="quiet" onClick={takeOff}>
          {w.removeFromChain}
        </Button>
      )}
    </div>
  )
}

/** A line that is kept when one leaves it. */
function Line({
  label,
  hint,
  value,
  onSave,
}: {
  label: string
  hint?: string
  value: string
  onSave: (value: string) => void
}) {
  const [text, setText] = useState(value)
  return (
    // Leaving the field is what saves; the field itself is the interactive element.
    // biome-ignore lint/a11y/noStaticElementInteractions: focus events bubble from the field
    <div onBlur={() => text.trim() !== value && onSave(text.trim())}>
      <TextField label={label} {...(hint && { hint })} value={text} onChange={setText} />
    </div>
  )
}

function History({ projectId, personId }: { projectId: string; personId: string }) {
  const w = useWords(words)
  const f = useFormat()
  const read = useRead(listClaims, { params: { projectId, personId }, query: {} })
  const past = read.data?.items ?? []
  if (past.length === 0) return null
  return (
    <details>
      <summary>{w.history}</summary>
      <ul className={classes.past}>
        {past.map((one) => (
          <li key={one.id}>
            <strong>{w.attributes[one.attribute as keyof typeof w.attributes]}</strong>：{said(one, w)}
            <div className={classes.facts}>
              <span>{w.historyLine(one.assertedByName, f.moment(one.assertedAt))}</span>
              <span>{w.confidences[one.confidence]}</span>
              {one.source.note && <span>{one.source.note}</span>}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A claim's value in words. */
function said(claim: Claim, w: ReturnType<typeof useWords<typeof import('../words/zh-CN.ts').zh>>): string {
  const { attribute, value } = claim
  if (value === null || value === undefined) return w.withdrawn
  if (attribute === 'buying_roles')
    return (value as (keyof typeof w.roles)[]).map((role) => w.roles[role]).join('、')
  if (attribute === 'stance') return `${w.stances[stanceWord(value as number)]} (${value as number})`
  if (attribute === 'political_status') return w.political[value as keyof typeof w.political]
  if (attribute === 'response_mode') return w.modes[value as keyof typeof w.modes]
  if (attribute === 'relationship') {
    const { current, target } = value as Pick<Seat['relationships'][number], 'current' | 'target'>
    return `${current ? w.levels[current] : w.unknown} → ${target ? w.levels[target] : w.unknown}`
  }
  return String(value)
}

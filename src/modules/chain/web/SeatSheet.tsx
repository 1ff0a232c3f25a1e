import { type ReactNode, useEffect, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useMe } from '#platform/web/session.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import {
  addSeat,
  CHAIN_ATTRIBUTES,
  type ChainAttribute,
  type ChainMap,
  type Claim,
  type ClaimValue,
  listClaims,
  makeClaim,
  removeSeat,
  type Seat,
} from '../chain.contract.ts'
import { guideWords } from '../words/guide.ts'
import { words } from '../words/index.ts'
import { seatWords } from '../words/seat.ts'
import { AttributeEditor, NO_RELATIONSHIP, ownRelationship } from './seat/AttributeEditor.tsx'
import { AttributeRow, seatValue } from './seat/AttributeRow.tsx'
import { ClaimHistory } from './seat/ClaimHistory.tsx'
import { claimText } from './seat/claim-text.ts'
import { Guide, type GuidedClaim } from './seat/Guide.tsx'
import classes from './seat/Seat.module.css'
import { SourceBar } from './seat/SourceBar.tsx'
import { type Sure, useSource } from './seat/use-source.ts'

interface SeatSheetProps {
  map: ChainMap
  personId: string
  onClose: () => void
  /** What other modules know of the person: how to be introduced, for one. */
  aboutPerson?: ((personId: string) => ReactNode) | undefined
}

/** One person in one project: what is believed, from whom and since when; each attribute changed by one tap. */
export function SeatSheet({ map, personId, onClose, aboutPerson }: SeatSheetProps) {
  const w = useWords(words)
  const g = useWords(guideWords)
  const [guided, setGuided] = useState<ChainAttribute | null>(null)
  const person = map.people.find((p) => p.id === personId)
  if (!person) return null
  return (
    <Sheet opened onClose={onClose} title={guided ? g.of(w.attributes[guided]) : person.name} size="normal">
      {map.projectId ? (
        <SeatFields
          key={`${map.projectId}:${map.on ?? ''}`}
          {...{ map, person, onClose, guided, setGuided }}
          projectId={map.projectId}
          about={aboutPerson?.(personId)}
        />
      ) : (
        <p className={classes.quiet}>{w.noProject.text}</p>
      )}
    </Sheet>
  )
}

interface Grounds {
  confidence: Sure
  source: Claim['source']
}

interface SeatFieldsProps {
  map: ChainMap
  projectId: string
  person: ChainMap['people'][number]
  onClose: () => void
  guided: ChainAttribute | null
  setGuided: (attribute: ChainAttribute | null) => void
  about: ReactNode
}

function SeatFields({ map, projectId, person, onClose, guided, setGuided, about }: SeatFieldsProps) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const { member } = useMe()
  const sentence = useProblem(words)
  const source = useSource(map.accountId)
  const read = useRead(listClaims, {
    params: { projectId, personId: person.id },
    query: map.on ? { on: map.on } : {},
  })
  const claims = read.data?.items ?? []
  const given = map.seats.find((one) => one.personId === person.id) ?? null
  // What was just said is shown before the map has been read again.
  const [ahead, setAhead] = useState<Seat | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map, read again, knows better
  useEffect(() => setAhead(null), [given])
  const seat = ahead ?? given
  const [open, setOpen] = useState<ChainAttribute | null>(null)
  const claim = useSave(makeClaim, { about: person.name })
  const remove = useWrite(removeSeat)
  const add = useWrite(addSeat)

  // Without the personal layer nothing personal is asked either.
  const attributes = CHAIN_ATTRIBUTES.filter((a) => map.summary?.known.some((k) => k.attribute === a) ?? true)
  const own = (attribute: ChainAttribute) =>
    claims.filter(
      (c) => c.attribute === attribute && (attribute !== 'relationship' || c.aboutMemberId === member.id),
    )
  const keep = async (value: ClaimValue, grounds: Grounds) => {
    setAhead(withValue(seat, person.id, value, member))
    try {
      return await claim.mutateAsync({
        params: { projectId },
        body: { id: newId(), personId: person.id, ...grounds, claim: value },
      })
    } catch (error) {
      setAhead(null)
      problemToast(sentence(error as Parameters<typeof sentence>[0]))
      return null
    }
  }
  const say = async (value: ClaimValue, sure: Sure, note: string) => {
    const { attribute } = value
    const before = asClaim(attribute, seatValue(attribute, seat, member.id), member.id)
    const stood = own(attribute).find((c) => c.supersededAt === null)
    // A person or a visit that is not named yet is a note.
    const { kind, id } = source.value
    const named = id !== null || kind === 'document' ? kind : 'note'
    const grounds = { confidence: sure, source: { kind: named, id, note: note.slice(0, 300) } }
    const answer = await keep(value, grounds)
    if (!answer) return
    const label = w.attributes[attribute]
    if (!answer.sent) return toast(s.waiting(label))
    // Taken back, it rests on what it rested on before.
    const groundsBefore =
      stood && stood.confidence !== 'unknown'
        ? { confidence: stood.confidence, source: stood.source }
        : grounds
    undoToast(s.kept(label, claimText(attribute, value.value, { chain: w, seat: s, list: f.list })), () =>
      keep(before, groundsBefore),
    )
  }
  const tapped = (value: ClaimValue) => say(value, source.value.sure, source.value.note)
  const accept = (attribute: ChainAttribute, { value, sure, reason }: GuidedClaim) => {
    setGuided(null)
    setOpen(attribute)
    const said =
      attribute === 'relationship' ? value && { ...ownRelationship(seat, member.id), current: value } : value
    const note = [reason, source.value.note].filter(Boolean).join('；')
    void say(asClaim(attribute, said, member.id), sure, note)
  }
  const takeOff = () =>
    remove.mutate(
      { params: { projectId, personId: person.id } },
      {
        onSuccess: () => {
          undoToast(w.removed(person.name), () =>
            add.mutate({ params: { projectId }, body: { personId: person.id } }),
          )
          onClose()
        },
      },
    )

  if (guided)
    return (
      <Guide
        key={guided}
        attribute={guided}
        personName={person.name}
        askNextTo={(aim) =>
          `/visits/new?${new URLSearchParams({
            account: map.accountId,
            project: projectId,
            person: person.id,
            kind: 'research',
            text: aim,
          })}`
        }
        onAccept={(said) => accept(guided, said)}
        onOther={() => {
          setOpen(guided)
          setGuided(null)
        }}
        onLeave={() => setGuided(null)}
      />
    )
  const others = (seat?.relationships ?? []).filter((r) => r.memberId !== member.id)
  return (
    <div className={classes.sheet}>
      <div className={classes.head}>
        <span className={classes.quiet}>{[person.title, person.unitName].filter(Boolean).join(' · ')}</span>
        <span className={classes.quiet}>
          {seat?.lastMetAt
            ? s.met(w.coverage[seat.coverage], f.relative(seat.lastMetAt))
            : w.coverage[seat?.coverage ?? 'none']}
        </span>
        {person.elsewhere ? (
          <span className={classes.quiet}>{s.elsewhere}</span>
        ) : (
          <Link to={`/people/${person.id}`}>{s.person(person.name)} →</Link>
        )}
      </div>
      {map.on && <Notice tone="ice">{s.past(f.day(map.on))}</Notice>}
      {map.canWrite && (
        <SourceBar
          value={source.value}
          visits={source.visits}
          people={map.people.filter((p) => p.id !== person.id)}
          onChange={source.choose}
        />
      )}
      <ul className={classes.rows}>
        {attributes.map((attribute) => (
          <AttributeRow
            key={attribute}
            attribute={attribute}
            seat={seat}
            memberId={member.id}
            standing={own(attribute).find((c) => c.supersededAt === null)}
            open={open === attribute}
            onToggle={() => setOpen(open === attribute ? null : attribute)}
            onHelp={map.canWrite ? () => setGuided(attribute) : null}
          >
            {map.canWrite && (
              <>
                <AttributeEditor attribute={attribute} seat={seat} memberId={member.id} onSay={tapped} />
                <div>
                  <Button onClick={() => setGuided(attribute)}>{s.help}</Button>
                </div>
              </>
            )}
            {attribute === 'relationship' && others.length > 0 && (
              <div className={classes.others}>
                <span className={classes.quiet}>{s.others}</span>
                {others.map((r) => (
                  <span key={r.memberId}>
                    {s.relationshipOf(
                      r.memberName,
                      claimText('relationship', r, { chain: w, seat: s, list: f.list }),
                    )}
                  </span>
                ))}
              </div>
            )}
            <ClaimHistory attribute={attribute} claims={own(attribute)} />
          </AttributeRow>
        ))}
      </ul>
      {about}
      {map.canWrite && seat && (
        <Button variant="quiet" onClick={takeOff}>
          {w.removeFromChain}
        </Button>
      )}
    </div>
  )
}

/** A value as the claim that says it; null says "unknown". */
function asClaim(attribute: ChainAttribute, value: unknown, memberId: string): ClaimValue {
  if (attribute === 'relationship') {
    const { current, target, targetOn, nextAction } = (value ?? NO_RELATIONSHIP) as typeof NO_RELATIONSHIP
    return {
      attribute,
      aboutMemberId: memberId,
      value: value ? { current, target, targetOn, nextAction } : null,
    }
  }
  return { attribute, value } as ClaimValue
}

/** The seat as it will be once this is kept. */
function withValue(
  seat: Seat | null,
  personId: string,
  claim: ClaimValue,
  member: { id: string; name: string },
): Seat {
  const base: Seat = seat ?? {
    personId,
    buyingRoles: [],
    stance: null,
    influence: null,
    politicalStatus: null,
    responseMode: null,
    relationships: [],
    businessResult: '',
    personalWin: '',
    coverage: 'none',
    lastMetAt: null,
    confidence: null,
  }
  switch (claim.attribute) {
    case 'buying_roles':
      return { ...base, buyingRoles: claim.value ?? [] }
    case 'stance':
      return { ...base, stance: claim.value }
    case 'influence':
      return { ...base, influence: claim.value }
    case 'political_status':
      return { ...base, politicalStatus: claim.value }
    case 'response_mode':
      return { ...base, responseMode: claim.value }
    case 'relationship':
      return {
        ...base,
        relationships: [
          ...base.relationships.filter((r) => r.memberId !== claim.aboutMemberId),
          ...(claim.value
            ? [{ ...NO_RELATIONSHIP, ...claim.value, memberId: member.id, memberName: member.name }]
            : []),
        ],
      }
    case 'business_result':
      return { ...base, businessResult: claim.value ?? '' }
    case 'personal_win':
      return { ...base, personalWin: claim.value ?? '' }
  }
}

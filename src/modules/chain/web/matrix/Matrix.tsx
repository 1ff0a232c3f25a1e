import { IconArrowDownRight, IconArrowRight, IconArrowUpRight, IconUsersGroup } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { getRelationships, type RelationshipCell, type RelationshipMatrix } from '../../chain.contract.ts'
import { LEVEL_ORDER, standing } from '../../relationships.rules.ts'
import { matrixWords } from '../../words/matrix.ts'
import classes from './Matrix.module.css'
import { RelationshipSheet } from './RelationshipSheet.tsx'

type Member = RelationshipMatrix['members'][number]
type Person = RelationshipMatrix['people'][number]
type Find = (memberId: string, personId: string) => RelationshipCell | undefined

/** Our team × their people: a table on a desk, a card for each of their people on a phone. */
export function Matrix({ accountId }: { accountId: string }) {
  const w = useWords(matrixWords)
  const read = useRead(
    getRelationships,
    { params: { accountId } },
    { shows: ['chain', 'people', 'accounts.team'] },
  )
  return (
    <Section title={w.title} hint={w.hint}>
      <Loaded read={read}>{(matrix) => <Relationships accountId={accountId} matrix={matrix} />}</Loaded>
    </Section>
  )
}

function Relationships({ accountId, matrix }: { accountId: string; matrix: RelationshipMatrix }) {
  const w = useWords(matrixWords)
  const desk = useDesk()
  const [open, setOpen] = useState<{ member: Member; person: Person } | null>(null)
  const { members, people, cells } = matrix
  const byPair = useMemo(
    () => new Map(cells.map((cell) => [`${cell.memberId}:${cell.personId}`, cell])),
    [cells],
  )
  if (people.length === 0)
    return <EmptyState icon={<IconUsersGroup />} title={w.none.title} text={w.none.text} />
  const find: Find = (memberId, personId) => byPair.get(`${memberId}:${personId}`)
  const lines = people.map(
    (person) => cells.filter((one) => one.personId === person.id && one.current !== null).length,
  )
  const View = desk ? Table : Cards
  return (
    <div className={classes.matrix}>
      <p className={classes.summary}>
        {w.summary(people.length, lines.filter((n) => n > 0).length, lines.filter((n) => n === 1).length)}
      </p>
      {matrix.canWrite && matrix.projectId === null && <Notice tone="warn">{w.noProject}</Notice>}
      <View
        members={members}
        people={people}
        find={find}
        onOpen={(member, person) => setOpen({ member, person })}
      />
      {open && (
        <RelationshipSheet
          accountId={accountId}
          member={open.member}
          person={open.person}
          cell={find(open.member.id, open.person.id) ?? null}
          projectId={find(open.member.id, open.person.id)?.projectId ?? matrix.projectId}
          canWrite={matrix.canWrite}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

interface ViewProps {
  members: readonly Member[]
  people: readonly Person[]
  find: Find
  onOpen: (member: Member, person: Person) => void
}

function Table({ members, people, find, onOpen }: ViewProps) {
  const w = useWords(matrixWords)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={w.title}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.customer}</th>
            {members.map((member) => (
              <th key={member.id} scope="col">
                <MemberName member={member} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <PersonName person={person} members={members} find={find} />
              </th>
              {members.map((member) => (
                <td key={member.id}>
                  <Cell member={member} person={person} cell={find(member.id, person.id)} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cards({ members, people, find, onOpen }: ViewProps) {
  return (
    <ul className={classes.cards}>
      {people.map((person) => (
        <li key={person.id} className={classes.card}>
          <PersonName person={person} members={members} find={find} />
          <ul className={classes.rows}>
            {members.map((member) => (
              <li key={member.id} className={classes.row}>
                <MemberName member={member} />
                <Cell member={member} person={person} cell={find(member.id, person.id)} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function MemberName({ member }: { member: Member }) {
  const w = useWords(matrixWords)
  return (
    <span className={classes.name}>
      <span>{member.name}</span>
      {member.left ? (
        <Tag tone="warn">{w.left}</Tag>
      ) : (
        !member.onTeam && <span className={classes.quiet}>{w.notOnTeam}</span>
      )}
    </span>
  )
}

/** With who of ours is closest, and a word where it hangs on one or on nobody. */
function PersonName({ person, members, find }: { person: Person; members: readonly Member[]; find: Find }) {
  const w = useWords(matrixWords)
  const known = members
    .flatMap((member) => {
      const level = find(member.id, person.id)?.current
      return level ? [{ member, level }] : []
    })
    .sort((a, b) => LEVEL_ORDER[b.level] - LEVEL_ORDER[a.level])
  const [best] = known
  return (
    <span className={classes.person}>
      <strong>{person.name}</strong>
      <span className={classes.quiet}>{[person.title, person.unitName].filter(Boolean).join(' · ')}</span>
      <span className={classes.quiet}>
        {best ? w.best(best.member.name, w.levels[best.level]) : w.nobody}
      </span>
      {known.length === 1 && <Tag tone="warn">{w.onlyOne}</Tag>}
    </span>
  )
}

const TREND_ICONS = { up: IconArrowUpRight, down: IconArrowDownRight, steady: IconArrowRight }

interface CellProps {
  member: Member
  person: Person
  cell: RelationshipCell | undefined
  onOpen: ViewProps['onOpen']
}

function Cell({ member, person, cell, onOpen }: CellProps) {
  const w = useWords(matrixWords)
  const f = useFormat()
  const state = cell && standing(cell, today())
  const Trend = cell?.trend ? TREND_ICONS[cell.trend] : null
  const now = cell?.current ? w.levels[cell.current] : w.unknown
  const target =
    cell?.target &&
    (cell.targetOn
      ? w.targetBy(w.levels[cell.target], f.shortDay(cell.targetOn))
      : w.target(w.levels[cell.target]))
  return (
    <button
      type="button"
      className={classes.cell}
      data-level={cell?.current ?? 'unknown'}
      onClick={() => onOpen(member, person)}
    >
      <span className={classes.ear}>{w.cell(member.name, person.name, '')}</span>
      <span className={classes.now}>
        <span className={classes.steps} aria-hidden>
          {[1, 2, 3, 4].map((step) => (
            <i key={step} data-full={(cell?.current && LEVEL_ORDER[cell.current] >= step) || undefined} />
          ))}
        </span>
        <span>{now}</span>
        {Trend && (
          <>
            <Trend size={16} aria-hidden data-trend={cell?.trend} />
            <span className={classes.ear}>{cell?.trend && w.trend[cell.trend]}</span>
          </>
        )}
      </span>
      {target && state !== 'reached' && (
        <span className={classes.quiet}>
          {target}
          {state === 'overdue' && <b className={classes.late}> {w.overdue}</b>}
        </span>
      )}
      {cell?.nextAction && <span className={classes.next}>{cell.nextAction}</span>}
    </button>
  )
}

import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsLeftRight,
  IconPencil,
  IconRoute,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { listPersonTies, type PersonRecord, type Tie } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { tieWords } from '../words/ties.ts'
import classes from './Person.module.css'
import { TieProposals } from './TieProposals.tsx'
import { TieQuick } from './TieQuick.tsx'
import { TieSheet } from './TieSheet.tsx'

/** What binds a person to others, seen from this person's side; and what the dossiers suggest. */
export function TieList({ person }: { person: PersonRecord }) {
  const w = useWords(tieWords)
  const [history, setHistory] = useState(false)
  const [editing, setEditing] = useState<Tie | null>(null)
  const read = useRead(
    listPersonTies,
    { params: { personId: person.id }, query: history ? { history: 'true' } : {} },
    { shows: ['people.get'], keepPrevious: true },
  )
  return (
    <Section
      title={w.title}
      actions={
        <Button size="sm" icon={<IconRoute />} to={`/people/${person.id}/introductions`}>
          {w.way}
        </Button>
      }
    >
      <Card>
        <Loaded read={read}>
          {({ items }) => {
            const now = items.filter((tie) => tie.supersededAt === null)
            return (
              <>
                {now.length === 0 ? (
                  <p className={classes.ask}>{w.none}</p>
                ) : (
                  <ul className={classes.list}>
                    {now.map((tie) => (
                      <TieLine key={tie.id} tie={tie} person={person} onEdit={() => setEditing(tie)} />
                    ))}
                  </ul>
                )}
                {history && <Earlier items={items} person={person} />}
              </>
            )
          }}
        </Loaded>
        {person.canWrite && <TieQuick person={person} />}
        <Button size="sm" variant="quiet" onClick={() => setHistory(!history)}>
          {history ? w.hideHistory : w.history}
        </Button>
      </Card>
      {!person.withheld && <TieProposals of={{ personId: person.id }} />}
      {editing && <TieSheet person={person} tie={editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

function Earlier({ items, person }: { items: readonly Tie[]; person: PersonRecord }) {
  const w = useWords(tieWords)
  const past = items.filter((tie) => tie.supersededAt !== null)
  if (past.length === 0) return <p className={classes.small}>{w.noHistory}</p>
  return (
    <ul className={classes.list}>
      {past.map((tie) => (
        <TieLine key={tie.id} tie={tie} person={person} />
      ))}
    </ul>
  )
}

interface TieLineProps {
  tie: Tie
  person: PersonRecord
  onEdit?: () => void
}

function TieLine({ tie, person, onEdit }: TieLineProps) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const f = useFormat()
  const forward = tie.fromId === person.id
  const Arrow = tie.mutual ? IconArrowsLeftRight : forward ? IconArrowRight : IconArrowLeft
  const other = forward
    ? { id: tie.toId, name: tie.toName, accountId: tie.toAccountId }
    : { id: tie.fromId, name: tie.fromName, accountId: tie.fromAccountId }
  const past = tie.supersededAt !== null
  return (
    <li className={classes.row} data-past={past || undefined}>
      <Arrow size={18} aria-hidden />
      <div className={classes.words}>
        <div className={classes.head}>
          <span>{forward ? w.ties.kind[tie.kind] : w.ties.back[tie.kind]}</span>
          <Link to={`/people/${other.id}`} className={classes.contact}>
            {other.name}
          </Link>
          {other.accountId !== person.accountId && (
            <span className={classes.small}>{t.from(tie.otherAccountName)}</span>
          )}
          {tie.strength !== null && <Tag tone="ice">{w.ties.strengthOf(tie.strength)}</Tag>}
          <Tag tone="quiet">{tie.fromDossier ? t.fromDossier : w.confidence[tie.confidence]}</Tag>
          {past && <Tag tone="warn">{tie.ended ? t.wasEnded : t.wasReplaced}</Tag>}
        </div>
        {tie.evidence && <div className={classes.small}>{tie.evidence}</div>}
        {past && (
          <div className={classes.small}>{t.said(tie.assertedByName, f.relative(tie.assertedAt))}</div>
        )}
      </div>
      {onEdit && person.canWrite && (
        <IconButton label={t.change(other.name)} icon={<IconPencil />} onClick={onEdit} />
      )}
    </li>
  )
}

import { IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import {
  acceptTieProposal,
  dismissTieProposal,
  listAccountTieProposals,
  listPersonTieProposals,
  type TieProposal,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { tieWords } from '../words/ties.ts'
import classes from './Person.module.css'
import { proposalReason } from './tie-reason.ts'

type Scope = { personId: string } | { accountId: string }

/** What dossiers suggest, for a person or a whole customer. Not there while there is nothing, or for those who may not read dossiers. */
export function TieProposals({ of }: { of: Scope }) {
  const personal = useMay('personal.read')
  if (!personal) return null
  return 'personId' in of ? <OfPerson personId={of.personId} /> : <OfAccount accountId={of.accountId} />
}

function OfPerson({ personId }: { personId: string }) {
  const [turnedDown, setTurnedDown] = useState(false)
  const read = useRead(listPersonTieProposals, { params: { personId }, query: {} })
  const down = useRead(
    listPersonTieProposals,
    { params: { personId }, query: { dismissed: 'true' } },
    { enabled: turnedDown },
  )
  const shown = turnedDown ? (down.data?.items ?? []) : []
  return (
    <Proposals
      items={read.data?.items ?? []}
      more={read.data?.more ?? false}
      down={shown}
      turnedDown={turnedDown}
      onTurnedDown={setTurnedDown}
    />
  )
}

function OfAccount({ accountId }: { accountId: string }) {
  const [turnedDown, setTurnedDown] = useState(false)
  const read = useRead(listAccountTieProposals, { params: { accountId }, query: {} })
  const down = useRead(
    listAccountTieProposals,
    { params: { accountId }, query: { dismissed: 'true' } },
    { enabled: turnedDown },
  )
  const shown = turnedDown ? (down.data?.items ?? []) : []
  return (
    <Proposals
      items={read.data?.items ?? []}
      more={read.data?.more ?? false}
      down={shown}
      turnedDown={turnedDown}
      onTurnedDown={setTurnedDown}
    />
  )
}

interface ProposalsProps {
  items: readonly TieProposal[]
  more: boolean
  down: readonly TieProposal[]
  turnedDown: boolean
  onTurnedDown: (shown: boolean) => void
}

function Proposals({ items, more, down, turnedDown, onTurnedDown }: ProposalsProps) {
  const t = useWords(tieWords)
  const [open, setOpen] = useState(false)
  if (items.length === 0 && !turnedDown) return null
  return (
    <Card padding="tight">
      <Button
        full
        variant="quiet"
        icon={<IconSparkles size={18} />}
        onClick={() => {
          setOpen(!open)
          if (open) onTurnedDown(false)
        }}
      >
        {t.proposals.count(items.length)}
      </Button>
      {open && (
        <>
          <p className={classes.small}>{t.proposals.hint}</p>
          <ul className={classes.list}>
            {items.map((one) => (
              <ProposalLine key={keyOf(one)} proposal={one} />
            ))}
            {down.map((one) => (
              <ProposalLine key={keyOf(one)} proposal={one} />
            ))}
          </ul>
          {more && <p className={classes.small}>{t.proposals.more}</p>}
          <Button size="sm" variant="quiet" onClick={() => onTurnedDown(!turnedDown)}>
            {turnedDown ? t.proposals.hideTurnedDown : t.proposals.turnedDown}
          </Button>
        </>
      )}
    </Card>
  )
}

const keyOf = (one: TieProposal) => `${one.kind} ${one.person.id} ${one.other.id}`

function ProposalLine({ proposal }: { proposal: TieProposal }) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const say = useProblem(words)
  const [id] = useState(newId)
  const accept = useWrite(acceptTieProposal)
  const dismiss = useWrite(dismissTieProposal)
  const { kind, person, other, strength, reason, dismissed, canWrite } = proposal
  const at = { params: { personId: person.id } }
  const why = proposalReason(t, reason)
  const onError = (error: Parameters<typeof say>[0]) => problemToast(say(error))
  const turn = (down: boolean) =>
    dismiss.mutate(
      { ...at, body: { otherId: other.id, kind, dismissed: down } },
      {
        onSuccess: () =>
          down ? undoToast(t.proposals.dismissed, () => turn(false)) : toast(t.proposals.undone),
        onError,
      },
    )
  const away = other.accountId !== person.accountId
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.head}>
          <span>{t.proposals[kind](person.name, other.name)}</span>
          {away && <span className={classes.small}>{t.from(other.accountName)}</span>}
          {!dismissed && <Tag tone="quiet">{w.ties.strengthOf(strength)}</Tag>}
        </div>
        <div className={classes.small}>{why}</div>
      </div>
      {canWrite && (
        <div className={classes.actions}>
          {dismissed ? (
            <Button size="sm" busy={dismiss.isPending} onClick={() => turn(false)}>
              {t.proposals.back}
            </Button>
          ) : (
            <>
              <Button size="sm" variant="quiet" busy={dismiss.isPending} onClick={() => turn(true)}>
                {t.proposals.no}
              </Button>
              <Button
                size="sm"
                busy={accept.isPending}
                onClick={() =>
                  accept.mutate(
                    { ...at, body: { id, otherId: other.id, kind, evidence: why } },
                    { onSuccess: () => toast(t.proposals.accepted), onError },
                  )
                }
              >
                {t.proposals.yes}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  )
}

import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { endRivalTie, type RivalRep, type RivalTie } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { NewRivalTie, RepForm } from './RepSheets.tsx'
import classes from './Rivals.module.css'

interface RepCardProps {
  rep: RivalRep
  canWrite: boolean
  withheld: boolean
}

/** One of the rival's salespeople, and whom they know here. */
export function RepCard({ rep, canWrite, withheld }: RepCardProps) {
  const w = useWords(words)
  const [open, setOpen] = useState<'edit' | 'tie' | null>(null)
  return (
    <Card>
      <div className={rep.left ? classes.gone : undefined}>
        <div className={classes.top}>
          <div className={classes.head}>
            <span className={classes.name}>{rep.name}</span>
            <Tag tone="quiet">{rep.rivalName}</Tag>
            {rep.title && <span className={classes.small}>{rep.title}</span>}
            {rep.left && <Tag tone="quiet">{w.panel.left}</Tag>}
          </div>
          {canWrite && (
            <IconButton
              label={`${w.panel.changeRep} ${rep.name}`}
              icon={<IconPencil />}
              onClick={() => setOpen('edit')}
            />
          )}
        </div>
        {rep.traits && <p className={classes.body}>{rep.traits}</p>}
        <ul className={classes.list} aria-label={w.panel.ties}>
          {rep.ties.map((tie) => (
            <TieLine key={tie.id} tie={tie} canWrite={canWrite} />
          ))}
        </ul>
        {canWrite && (
          <Button size="sm" variant="quiet" icon={<IconPlus />} onClick={() => setOpen('tie')}>
            {w.panel.addTie}
          </Button>
        )}
      </div>
      {open === 'edit' && <RepForm rep={rep} withheld={withheld} onClose={() => setOpen(null)} />}
      {open === 'tie' && <NewRivalTie rep={rep} withheld={withheld} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function TieLine({ tie, canWrite }: { tie: RivalTie; canWrite: boolean }) {
  const w = useWords(words)
  const say = useProblem(words)
  const end = useWrite(endRivalTie)
  const stop = () =>
    end.mutate(
      { params: { rivalTieId: tie.id } },
      { onSuccess: () => toast(w.panel.tieEnded), onError: (error) => problemToast(say(error)) },
    )
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Link to={`/people/${tie.personId}`} className={classes.personLink}>
          {tie.personName}
        </Link>{' '}
        <Tag tone="ice">{w.ties[tie.kind]}</Tag>{' '}
        <span className={classes.small}>
          {[tie.strength !== null && w.panel.strengthOf(tie.strength), w.confidence[tie.confidence]]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {tie.evidence && <div className={classes.small}>{tie.evidence}</div>}
      </div>
      {canWrite && (
        <Button size="sm" variant="quiet" busy={end.isPending} onClick={stop}>
          {w.panel.tieEnd}
        </Button>
      )}
    </li>
  )
}

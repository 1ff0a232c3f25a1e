import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { type Commitment, SIDES, type Side } from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import { CommitmentCard } from './CommitmentCard.tsx'
import { CommitmentSheet } from './CommitmentSheet.tsx'
import classes from './Commitments.module.css'

/** Theirs and ours, side by side; on a phone one below the other. */
export function CommitmentSides({ visit, commitments }: { visit: VisitHead; commitments: Commitment[] }) {
  const w = useWords(words)
  const [adding, setAdding] = useState<Side | null>(null)
  return (
    <div className={classes.sides}>
      {SIDES.map((side) => {
        const theirs = commitments.filter((one) => one.side === side)
        return (
          <div key={side} className={classes.side}>
            <h3>{w.sides[side]}</h3>
            {theirs.length === 0 && <p className={classes.quiet}>{w.sideEmpty[side]}</p>}
            {theirs.map((one) => (
              <CommitmentCard key={one.id} commitment={one} visit={visit} />
            ))}
            {visit.canWrite && (
              <Button icon={<IconPlus />} full onClick={() => setAdding(side)}>
                {w.addFor[side]}
              </Button>
            )}
          </div>
        )
      })}
      {adding && (
        <CommitmentSheet visit={visit} side={adding} commitment={null} onClose={() => setAdding(null)} />
      )}
    </div>
  )
}

import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { CardSkeleton } from '#ui/Skeletons.tsx'
import type { Layer } from '../needs.contract.ts'
import { words } from '../words/index.ts'
import { Iceberg } from './Iceberg.tsx'
import { IcebergList } from './IcebergList.tsx'
import { NeedSheet } from './NeedSheet.tsx'
import classes from './Needs.module.css'
import { type NeedScope, useNeeds } from './need-cache.ts'
import { useMove } from './use-move.ts'

export interface IcebergViewProps {
  of: NeedScope
  /** May needs be moved and changed here? The server decides again. */
  canWrite?: boolean
  /** Needs of this visit stand out. */
  visitId?: string
  /** What the reader calls the customer; shown while a change waits for the network. */
  about?: string
  /** Writes down what lies beneath a need. */
  onDig?: (beneath: { id: string; layer: Layer }) => void
}

/** The needs of a customer or a project as an iceberg, or as a list that says the same. */
export function IcebergView({ of, canWrite = false, visitId, about = '', onDig }: IcebergViewProps) {
  const w = useWords(words)
  const read = useNeeds(of)
  const [view, setView] = useState<'berg' | 'list'>('berg')
  const [openId, setOpenId] = useState<string | null>(null)
  const needs = read.data?.items ?? []
  const move = useMove(needs, about)
  return (
    <Loaded read={read} skeleton={<CardSkeleton />}>
      {(page) => {
        const open = page.items.find((need) => need.id === openId)
        const shared = { needs: page.items, visitId, onOpen: setOpenId }
        return (
          <div className={classes.stack}>
            <div className={classes.bar}>
              <ChipChoice
                label={w.view.label}
                hideLabel
                required
                options={[
                  { value: 'berg', label: w.view.berg },
                  { value: 'list', label: w.view.list },
                ]}
                value={view}
                onChange={(to) => to && setView(to)}
              />
              {page.withheld > 0 && <p className={classes.muted}>{w.withheld(page.withheld)}</p>}
            </div>
            {view === 'berg' ? (
              <Iceberg {...shared} onMove={canWrite ? move : undefined} />
            ) : (
              <IcebergList {...shared} />
            )}
            {open && (
              <NeedSheet
                key={open.id}
                need={open}
                needs={page.items}
                canWrite={canWrite}
                about={about}
                visitId={visitId}
                onMove={move}
                onOpen={setOpenId}
                onClose={() => setOpenId(null)}
                onDig={
                  onDig &&
                  ((beneath) => {
                    setOpenId(null)
                    onDig(beneath)
                  })
                }
              />
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

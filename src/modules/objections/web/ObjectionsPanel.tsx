import { IconMessageQuestion, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { usePages } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Section } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { listObjections, type Objection } from '../objections.contract.ts'
import { words } from '../words/index.ts'
import { ObjectionCard } from './ObjectionCard.tsx'
import { ObjectionSheet } from './ObjectionSheet.tsx'
import classes from './Objections.module.css'

/** Stage F: what the customer said against it, how it was answered, and what earlier visits left. */
export function ObjectionsPanel({ visit }: { visit: VisitHead }) {
  const w = useWords(words)
  const pages = usePages(listObjections, { query: { visitId: visit.id } }, { shows: ['people', 'chain'] })
  const [open, setOpen] = useState<Objection | 'new' | null>(null)
  const here = pages.items.filter((one) => one.visitId === visit.id)
  const earlier = pages.items.filter((one) => one.visitId !== visit.id)
  const add = visit.canWrite && (
    <Button variant="primary" icon={<IconPlus />} onClick={() => setOpen('new')}>
      {w.add}
    </Button>
  )
  if (pages.loading && !pages.problem) return <ListSkeleton />
  const list = (items: Objection[]) => (
    <div className={classes.stack}>
      {items.map((one) => (
        <ObjectionCard key={one.id} objection={one} visit={visit} onEdit={() => setOpen(one)} />
      ))}
    </div>
  )
  return (
    <div className={classes.stack}>
      <Section title={w.title} hint={w.hint} actions={here.length > 0 && add}>
        {here.length > 0 ? (
          list(here)
        ) : (
          <EmptyState icon={<IconMessageQuestion />} title={w.empty.title} text={w.empty.text} action={add} />
        )}
      </Section>
      {earlier.length > 0 && <Section title={w.earlier}>{list(earlier)}</Section>}
      <LoadMore pages={pages} />
      {open && (
        <ObjectionSheet
          visit={visit}
          objection={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

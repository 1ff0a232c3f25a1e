import { IconHeartHandshake, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { getCarePlan, type ServiceItem } from '../care.contract.ts'
import { words } from '../words/index.ts'
import classes from './Care.module.css'
import { ItemCard } from './ItemCard.tsx'
import { ItemSheet } from './ItemSheet.tsx'
import { ReferralList } from './ReferralList.tsx'

/** What is done for a customer, how often and by whom; and whom they referred us to. */
export function CarePanel({ accountId }: { accountId: string }) {
  const sells = useMay('selling.read')
  const read = useRead(getCarePlan, { params: { accountId } }, { shows: ['people'] })
  return (
    <div className={classes.stack}>
      <Loaded read={read}>
        {({ items, canWrite }) => <Plan accountId={accountId} items={items} canWrite={canWrite} />}
      </Loaded>
      {sells && <ReferralList accountId={accountId} canWrite={read.data?.canWrite ?? false} />}
    </div>
  )
}

function Plan({
  accountId,
  items,
  canWrite,
}: {
  accountId: string
  items: ServiceItem[]
  canWrite: boolean
}) {
  const w = useWords(words)
  const [open, setOpen] = useState<ServiceItem | 'new' | null>(null)
  const add = canWrite && (
    <Button variant="primary" icon={<IconPlus />} onClick={() => setOpen('new')}>
      {w.add}
    </Button>
  )
  const going = items.filter((item) => item.nextDue !== null)
  const over = items.filter((item) => item.nextDue === null)
  const list = (some: ServiceItem[]) => (
    <div className={classes.tight}>
      {some.map((item) => (
        <ItemCard key={item.id} item={item} canWrite={canWrite} onEdit={() => setOpen(item)} />
      ))}
    </div>
  )
  return (
    <>
      <Section title={w.title} hint={w.hint} actions={items.length > 0 && add}>
        {items.length === 0 ? (
          <EmptyState icon={<IconHeartHandshake />} title={w.empty.title} text={w.empty.text} action={add} />
        ) : (
          list(going)
        )}
      </Section>
      {over.length > 0 && <Section title={w.ended}>{list(over)}</Section>}
      {open && (
        <ItemSheet accountId={accountId} item={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

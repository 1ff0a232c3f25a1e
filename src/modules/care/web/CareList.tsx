import { IconHeartHandshake } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { listDue } from '../care.contract.ts'
import { words } from '../words/index.ts'
import classes from './Care.module.css'
import { ItemCard } from './ItemCard.tsx'

/** What is to be done for customers, the earliest first; mine, or everybody's of the accounts one may see. */
export function CareList() {
  const w = useWords(words)
  const mayWrite = useMay('care.write')
  const [scope, setScope] = useState<'mine' | 'all'>('mine')
  const pages = usePages(listDue, { query: { scope } })
  return (
    <div className={classes.stack}>
      <ChipChoice
        label={w.list.scope}
        hideLabel
        required
        options={[
          { value: 'mine', label: w.list.mine },
          { value: 'all', label: w.list.all },
        ]}
        value={scope}
        onChange={(one) => one && setScope(one)}
      />
      {pages.loading ? (
        <ListSkeleton />
      ) : pages.items.length === 0 ? (
        <EmptyState
          icon={<IconHeartHandshake />}
          title={w.list.empty.title}
          text={w.list.empty.text}
          {...(scope === 'mine' && {
            action: <Button onClick={() => setScope('all')}>{w.list.all}</Button>,
          })}
        />
      ) : (
        <div className={classes.tight}>
          {pages.items.map((item) => (
            <ItemCard key={item.id} item={item} canWrite={mayWrite} showAccount />
          ))}
        </div>
      )}
      <LoadMore pages={pages} />
    </div>
  )
}

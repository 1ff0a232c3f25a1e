import { Skeleton } from '@mantine/core'
import { useContext } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import { Card } from './Card.tsx'
import classes from './Skeletons.module.css'
import { WithinPage } from './within-page.ts'

/** The shape of what is coming. Read aloud as "loading", once. */
function Coming({ children }: { children: React.ReactNode }) {
  const w = usePlatformWords()
  return (
    <div role="status" aria-label={w.shell.loading} className={classes.stack}>
      {children}
    </div>
  )
}

export function CardSkeleton() {
  return (
    <Card>
      <Skeleton height={16} width="45%" radius="xl" />
      <Skeleton height={12} mt={14} radius="xl" />
      <Skeleton height={12} mt={10} width="70%" radius="xl" />
    </Card>
  )
}

export function ListSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Coming>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <CardSkeleton key={row} />
      ))}
    </Coming>
  )
}

/** A whole screen; within a page, what stands under its heading. */
export function PageSkeleton() {
  if (useContext(WithinPage)) return <ListSkeleton rows={2} />
  return (
    <div className={classes.page}>
      <Coming>
        <Skeleton height={28} width="min(18rem, 60%)" radius="xl" mb={12} />
        <CardSkeleton />
        <CardSkeleton />
      </Coming>
    </div>
  )
}

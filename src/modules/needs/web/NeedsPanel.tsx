import { IconMountain } from '@tabler/icons-react'
import { useState } from 'react'
import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Section } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { words } from '../words/index.ts'
import { IcebergView } from './IcebergView.tsx'
import { type CaptureStart, FRESH, NeedCapture } from './NeedCapture.tsx'
import { useNeeds } from './need-cache.ts'

/** How many of the customer's people stand as chips to choose who said it. */
const AT_HAND = 12

/** What a customer needs, over all visits. */
export function NeedsPanel({ accountId, about = '' }: { accountId: string; about?: string }) {
  const w = useWords(words)
  const account = useRead(getAccount, { params: { accountId } })
  const canWrite = account.data?.right.write ?? false
  const read = useNeeds({ accountId })
  const [start, setStart] = useState<CaptureStart | null>(null)
  const people = useRead(
    listPeople,
    { params: { accountId }, query: { limit: AT_HAND } },
    { enabled: start !== null },
  )
  const needs = read.data?.items ?? []
  const empty = read.data && needs.length === 0 && read.data.withheld === 0
  const add = (
    <Button variant="primary" onClick={() => setStart(FRESH)}>
      {w.empty.action}
    </Button>
  )
  return (
    <Section title={w.title} actions={canWrite && !empty && add}>
      {empty ? (
        <EmptyState
          icon={<IconMountain />}
          title={w.emptyAccount.title}
          text={w.emptyAccount.text}
          {...(canWrite && { action: add })}
        />
      ) : (
        <IcebergView
          of={{ accountId }}
          canWrite={canWrite}
          about={about}
          onDig={canWrite ? ({ id, layer }) => setStart({ layer, parentId: id }) : undefined}
        />
      )}
      {start && (
        <Sheet opened onClose={() => setStart(null)} title={w.capture.title}>
          <NeedCapture
            accountId={accountId}
            projectId={null}
            visit={null}
            about={about}
            people={people.data?.items ?? []}
            needs={needs}
            start={start}
            onDone={() => setStart(null)}
          />
        </Sheet>
      )}
    </Section>
  )
}

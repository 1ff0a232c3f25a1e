import { Stack } from '@mantine/core'
import { CarePanel } from '#modules/care/web/index.ts'
import { PromisesPanel } from '#modules/commitments/web/index.ts'

/** What whoever serves a customer needs: the plan, and what we promised. */
export function CareTab({ accountId }: { accountId: string }) {
  return (
    <Stack gap="lg">
      <CarePanel accountId={accountId} />
      <PromisesPanel accountId={accountId} />
    </Stack>
  )
}

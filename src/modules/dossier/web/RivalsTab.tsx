import { Stack } from '@mantine/core'
import { WhiteSpacePanel } from '#modules/pitches/web/index.ts'
import { RivalsPanel } from '#modules/rivals/web/index.ts'

/** What the customer uses and who sells it to them; and where, department by department, there is room for us. */
export function RivalsTab({ accountId }: { accountId: string }) {
  return (
    <Stack gap="lg">
      <RivalsPanel accountId={accountId} />
      <WhiteSpacePanel accountId={accountId} />
    </Stack>
  )
}

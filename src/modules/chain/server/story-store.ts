import { type BackDated, backDate } from '#platform/server/back-dating.ts'
import type { Tx } from '#platform/server/tx.ts'

const OF_ACCOUNT = 't.account_id = any($2::uuid[])'

/** Dates back what the sample story told of chains. For the story alone. */
export async function backDateChains(tx: Tx, told: BackDated): Promise<void> {
  await backDate(
    tx,
    {
      chain_copy: { moments: ['at'], of: OF_ACCOUNT },
      chain_seat: { moments: ['added_at', 'removed_at'], of: OF_ACCOUNT },
      chain_seating: { moments: ['added_at', 'removed_at'], of: OF_ACCOUNT },
      chain_claim: { moments: ['asserted_at', 'superseded_at'], of: OF_ACCOUNT },
    },
    told,
  )
}

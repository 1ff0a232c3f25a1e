import { type BackDated, backDate } from '#platform/server/back-dating.ts'
import type { Tx } from '#platform/server/tx.ts'

const OF_ACCOUNT = 't.account_id = any($2::uuid[])'

/** Dates back what the sample story told of customers and their charts. For the story alone. */
export async function backDateAccounts(tx: Tx, told: BackDated): Promise<void> {
  await backDate(
    tx,
    {
      account: { moments: ['created_at'], of: 't.id = any($2::uuid[])' },
      org_unit: { moments: ['created_at', 'since', 'ended_at'], of: OF_ACCOUNT },
      post: { moments: ['created_at', 'since', 'ended_at'], of: OF_ACCOUNT },
      org_unit_past: { moments: ['since', 'until'], of: OF_ACCOUNT },
      post_past: { moments: ['since', 'until'], of: OF_ACCOUNT },
      chart_step: { moments: ['at'], of: OF_ACCOUNT },
    },
    told,
  )
}

import { type BackDated, backDate } from '#platform/server/back-dating.ts'
import type { Tx } from '#platform/server/tx.ts'

const OF_ACCOUNT = 't.account_id = any($2::uuid[])'
const of = (column: string) =>
  `t.${column} in (select id from person where org_id = $1 and account_id = any($2::uuid[]))`

/** Dates back what the sample story told of people, their posts, dossiers and ties. For the story alone. */
export async function backDatePeople(tx: Tx, told: BackDated): Promise<void> {
  await backDate(
    tx,
    {
      person: { moments: ['created_at', 'home_since'], of: OF_ACCOUNT },
      employment: { moments: ['created_at', 'known_since'], of: OF_ACCOUNT },
      employment_past: { moments: ['known_since', 'known_until'], of: OF_ACCOUNT },
      person_past: { moments: ['since', 'until'], of: OF_ACCOUNT },
      contact_channel: { moments: ['created_at'], of: of('person_id') },
      dossier_fact: { moments: ['asserted_at', 'superseded_at'], of: of('person_id') },
      tie: { moments: ['asserted_at', 'superseded_at'], of: of('from_id') },
    },
    told,
  )
}

import { randomBytes } from 'node:crypto'
import { newId } from '../contract/fields.ts'
import type { Tx } from './tx.ts'

/** What happened, in the words of the module that did it. Carries ids and the names of fields, never a personal value. */
export interface EventInput {
  /** `<module>.<what-happened>`, past tense: `accounts.renamed`, `visits.recorded`. */
  kind: string
  /** What it happened to: a table's name and a row's id. */
  subject: { kind: string; id: string }
  /** The account it hangs on; decides who sees it in a timeline. Null for what belongs to the whole organisation. */
  accountId: string | null
  /** Small facts for the timeline: which fields, from which stage to which. At most a few hundred bytes. */
  data?: Record<string, unknown>
}

/**
 * Writes events in the change's own transaction: the one record that timeline, audit and notifications read.
 * Several events travel as one statement. Need not be awaited before the next statement of the transaction, but must be
 * awaited before it ends.
 */
export async function record(tx: Tx, ...events: EventInput[]): Promise<void> {
  if (events.length === 0) return
  const values: unknown[] = [tx.orgId, tx.memberId]
  const rows = events.map((event) => {
    const data = JSON.stringify(event.data ?? {})
    const salt = randomBytes(16).toString('hex')
    const at = values.length
    values.push(newId(), event.kind, event.accountId, event.subject.kind, event.subject.id, data, salt)
    // The digest is made from PostgreSQL's own rendering of the data, the one it will give back when the chain is verified.
    return `($1, $${at + 1}, $2, $${at + 2}, $${at + 3}, $${at + 4}, $${at + 5}, $${at + 6}::jsonb, $${at + 7},
      sha256(convert_to($${at + 7}::text || ($${at + 6}::jsonb)::text, 'UTF8')))`
  })
  await tx.query(
    `insert into event (org_id, id, actor_id, kind, account_id, subject_kind, subject_id, data, salt, digest)
     values ${rows.join(', ')}`,
    values,
  )
}

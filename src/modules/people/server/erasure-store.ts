import { eraseEventData } from '#platform/server/audit.ts'
import { forgetNames } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'

/** What a tombstone is called where a list shows the name; screens that know it was erased say it in their language. */
export const TOMBSTONE = '已删除的联系人'

/**
 * Erases what this module and the platform keep of a person; the row stays as a nameless tombstone, so that whatever
 * points at it still stands. Events keep their place and their digest, and lose what they say.
 */
export async function erasePersonRows(tx: Tx, personId: string): Promise<void> {
  const of = [tx.orgId, personId]
  const { rows } = await tx.query<{ id: string }>(
    'select id from event where org_id = $1 and subject_id = $2',
    of,
  )
  await tx.query('delete from contact_channel where org_id = $1 and person_id = $2', of)
  await tx.query('delete from dossier_fact where org_id = $1 and person_id = $2', of)
  await tx.query('delete from employment where org_id = $1 and person_id = $2', of)
  // What was removed leaves its past behind; that goes too.
  await tx.query('delete from employment_past where org_id = $1 and person_id = $2', of)
  await tx.query('delete from person_past where org_id = $1 and person_id = $2', of)
  await tx.query('delete from tie where org_id = $1 and (from_id = $2 or to_id = $2)', of)
  // That somebody looked stays on record; at what and why says something of the person.
  await tx.query(`update reveal set field = 'erased', reason = '' where org_id = $1 and person_id = $2`, of)
  await tx.query(
    `update person set name = $3, name_en = '', form_of_address = '', sort_name = '', external_ref = null,
       erased_at = now(), archived_at = coalesce(archived_at, now()), version = version + 1
     where org_id = $1 and id = $2`,
    [...of, TOMBSTONE],
  )
  await forgetNames(tx, [personId])
  await eraseEventData(
    tx,
    rows.map((row) => row.id),
  )
  // Answers kept for repeated requests hold what was answered then. Their age is a few days at most, so reading them all is cheap.
  await tx.query(
    `update request_once set answer = null where org_id = $1 and strpos(answer::text, $2) > 0`,
    of,
  )
}

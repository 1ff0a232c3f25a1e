import { indexNames } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import { named, type PersonRow } from './person-store.ts'

/** Gives a person another home account; search follows. @returns false if somebody else changed the person first */
export async function setHome(
  tx: Tx,
  person: PersonRow,
  to: { accountId: string; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update person set account_id = $3, version = version + 1
     where org_id = $1 and id = $2 and version = $4 and erased_at is null`,
    [tx.orgId, person.id, to.accountId, to.version],
  )
  if (rowCount !== 1) return false
  await indexNames(tx, [{ kind: 'person', id: person.id, accountId: to.accountId, names: named(person) }])
  return true
}

/**
 * Ends what a person holds at an account on a day (`YYYY-MM-DD`); what began later than that day ends as it begins.
 * @returns how many ended
 */
export async function endEmployments(
  tx: Tx,
  personId: string,
  accountId: string,
  on: string,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update employment set until = greatest($4::date, since), version = version + 1
     where org_id = $1 and person_id = $2 and account_id = $3 and (until is null or until > $4::date)`,
    [tx.orgId, personId, accountId, on],
  )
  return rowCount ?? 0
}

import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { FactValue } from '../dossier.contract.ts'
import { checkDate } from '../memorable-date.rules.ts'
import { catalogue, refuseValue } from '../people.rules.ts'
import { listFieldChanges } from './dossier-store.ts'
import { personalVisible } from './personal-store.ts'

/** What a file says of a person as a person. */
export interface ImportedFact {
  id: string
  personId: string
  /** The person's account: its personal layer must be open to the importer. */
  accountId: string
  field: 'hometown' | 'schools' | 'hobbies' | 'dates' | 'notes'
  value: FactValue
}

/** `not-allowed`: the importer is not on the team. `hidden`: the field is switched off. Else a code of the value's check. */
export interface RefusedFact {
  id: string
  reason: string
}

/**
 * Writes what a file says of people it has just brought into their dossiers, under the class the catalogue gives each field;
 * basis `work`, source the file. Three statements for any number.
 * @returns those that may not be kept, with why
 */
export async function createFacts(
  tx: Tx,
  actor: Actor,
  facts: readonly ImportedFact[],
  from: { importId: string; file: string },
): Promise<RefusedFact[]> {
  if (facts.length === 0) return []
  const accountIds = [...new Set(facts.map((fact) => fact.accountId))]
  const [changes, open] = await Promise.all([
    listFieldChanges(tx),
    sql<{ id: string }>`select a.id from account_name a where a.org_id = ${actor.orgId}::uuid
      and a.id = any(${accountIds}::uuid[]) and ${personalVisible(actor, 'a.id')}`.execute(tx.on()),
  ])
  const fields = new Map(catalogue(changes).map((field) => [field.key, field]))
  const allowed = new Set(open.rows.map((row) => row.id))
  const refused: RefusedFact[] = []
  const kept = facts.flatMap((fact) => {
    const field = fields.get(fact.field)
    const reason = !allowed.has(fact.accountId)
      ? 'not-allowed'
      : !field || field.hidden
        ? 'hidden'
        : (refuseValue(field, fact.value)?.code ??
          (fact.value.shape === 'date' ? checkDate(fact.value, today(actor.zone))?.code : undefined))
    if (reason !== undefined || !field) {
      refused.push({ id: fact.id, reason: reason ?? 'hidden' })
      return []
    }
    return [{ ...fact, class: field.class }]
  })
  await tx.query(
    `insert into dossier_fact (org_id, id, person_id, field, value, class, basis, source_kind, source_id, source_note,
       confidence, asserted_by)
     select $1, f.*, 'work', 'document', $7, $8, 'stated', $9
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[]) as f`,
    [
      tx.orgId,
      kept.map((fact) => fact.id),
      kept.map((fact) => fact.personId),
      kept.map((fact) => fact.field),
      kept.map((fact) => JSON.stringify(fact.value)),
      kept.map((fact) => fact.class),
      from.importId,
      from.file.slice(0, 300),
      tx.memberId,
    ],
  )
  return refused
}

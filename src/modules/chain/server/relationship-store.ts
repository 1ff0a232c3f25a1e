import type { Tx } from '#platform/server/tx.ts'
import type { RelationshipClaim } from '../relationships.rules.ts'

/** Far more than a matrix can show; beyond it only the oldest history is missing. */
const MOST_CLAIMS = 5000

/** Every relationship ever claimed of an account's people, newest first, in all its projects. */
export async function relationshipClaims(tx: Tx, accountId: string): Promise<RelationshipClaim[]> {
  const { rows } = await tx.query<RelationshipClaim>(
    `select c.about_member_id as "memberId", c.person_id as "personId", c.project_id as "projectId", c.value, c.confidence,
       c.asserted_at as "assertedAt"
     from chain_claim c
     join person_name p on p.org_id = c.org_id and p.id = c.person_id and p.erased_at is null and p.archived_at is null
     where c.org_id = $1 and c.account_id = $2 and c.attribute = 'relationship' and c.about_member_id is not null
     order by c.asserted_at desc limit ${MOST_CLAIMS}`,
    [tx.orgId, accountId],
  )
  return rows
}

/** Who stands on any of an account's chains today. */
export async function seatedAnywhere(tx: Tx, accountId: string): Promise<Set<string>> {
  const { rows } = await tx.query<{ personId: string }>(
    `select distinct person_id as "personId" from chain_seat
     where org_id = $1 and account_id = $2 and removed_at is null`,
    [tx.orgId, accountId],
  )
  return new Set(rows.map((row) => row.personId))
}

import type { SOURCES } from '#platform/contract/fields.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ClaimValue } from '../chain.contract.ts'

/** What is believed of one person now, and where it was learnt. */
export interface Belief {
  personId: string
  attribute: ClaimValue['attribute']
  aboutMemberId: string | null
  value: unknown
  source: { kind: (typeof SOURCES)[number]; id: string | null }
}

/**
 * What is believed now of these people in a project, all attributes but the personal win; the caller has passed the
 * project's guard. One query.
 */
export async function beliefsAbout(
  tx: Tx,
  projectId: string,
  personIds: readonly string[],
): Promise<Belief[]> {
  const { rows } = await tx.query<Belief>(
    `select c.person_id as "personId", c.attribute, c.about_member_id as "aboutMemberId", c.value,
       json_build_object('kind', c.source_kind, 'id', c.source_id) as source
     from chain_claim c
     where c.org_id = $1 and c.project_id = $2 and c.person_id = any($3::uuid[]) and c.superseded_at is null
       and c.attribute <> 'personal_win'`,
    [tx.orgId, projectId, personIds],
  )
  return rows
}

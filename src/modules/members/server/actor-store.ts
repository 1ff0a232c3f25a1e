import type { Role } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { organisationZone } from './organisation-store.ts'

/** Roles that see every account of the organisation (never its personal layer by that alone). */
const WIDE: readonly Role[] = ['administrator', 'auditor', 'service']

export interface Seat {
  orgId: string
  memberId: string
  userId: string
  role: Role
  teamId: string | null
}

/**
 * Everything the access layer needs to know of a member: itself, and everyone in the teams it supervises however deep.
 * `tx` must be in the seat's organisation.
 */
export async function actorOfSeat(tx: Tx, seat: Seat, sessionId: string): Promise<Actor> {
  const [zone, { rows }] = await Promise.all([
    organisationZone(tx),
    tx.query<{ id: string }>(
      `with recursive below as (
       select t.org_id, t.id from team t where t.org_id = $1 and t.supervisor_id = $2
       union
       select t.org_id, t.id from team t join below b on t.org_id = b.org_id and t.parent_id = b.id
     )
     select m.id from member m join below b on m.org_id = b.org_id and m.team_id = b.id`,
      [seat.orgId, seat.memberId],
    ),
  ])
  const reach = new Set([seat.memberId, ...rows.map((r) => r.id)])
  return {
    orgId: seat.orgId,
    memberId: seat.memberId,
    userId: seat.userId,
    sessionId,
    role: seat.role,
    zone,
    reach: [...reach],
    wide: WIDE.includes(seat.role),
  }
}

import type { Role } from '../contract/roles.ts'

/** Who is asking. Made by the members module from a session; the platform only passes it on. */
export interface Actor {
  readonly orgId: string
  readonly memberId: string
  readonly userId: string
  readonly sessionId: string
  readonly role: Role
  /** Where the organisation works, an IANA zone: whose "today" is meant. See `contract/days.ts`. */
  readonly zone: string
  /**
   * The members whose accounts this one may see: itself and everyone in the teams it supervises, however deep.
   * Most have only themselves here.
   */
  readonly reach: readonly string[]
  /** Administrators, auditors and service staff see every account of the organisation, without its personal layer. */
  readonly wide: boolean
}

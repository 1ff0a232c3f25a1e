/** What a member of an organisation may be. One role each; reach (whose accounts one sees) comes from the team tree. */
export const ROLES = ['rep', 'supervisor', 'service', 'administrator', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may knock at an endpoint at all. This is the first of two gates: it says which roles may ever do such a thing;
 * the second, in the handler, loads the record through the visibility predicate, so that "may read accounts"
 * never means "may read this account".
 */
export const CAPABILITIES = {
  /** Signed out: sign-in, setup, accepting an invitation, health. */
  public: null,
  /** Anyone with a seat here: own profile, own sessions, words. */
  member: ['rep', 'supervisor', 'service', 'administrator', 'auditor'],
  /** Look up customers and what was promised to them. Personal fields are decided per account, not here. */
  'customer.read': ['rep', 'supervisor', 'service', 'administrator', 'auditor'],
  /** The selling work itself: people, chain, visits, needs, objections. Service staff never enter here. */
  'selling.read': ['rep', 'supervisor', 'administrator', 'auditor'],
  'selling.write': ['rep', 'supervisor', 'administrator'],
  /** The personal layer: what we know about a person as a person. Never service staff, never by reach alone. */
  'personal.read': ['rep', 'supervisor', 'administrator'],
  /** Service items and what was promised. */
  'care.write': ['rep', 'supervisor', 'service', 'administrator'],
  /** Products, proofs, playbook: the shared library. */
  'library.read': ['rep', 'supervisor', 'service', 'administrator', 'auditor'],
  'library.write': ['rep', 'supervisor', 'administrator'],
  /** Boards over other people's work. */
  'boards.read': ['supervisor', 'administrator', 'auditor'],
  /** Bring data in, take it back. */
  'import.run': ['rep', 'supervisor', 'administrator'],
  /** Bring new people in: administrators anyone, supervisors reps for their own teams. */
  'team.manage': ['supervisor', 'administrator'],
  'audit.read': ['administrator', 'auditor'],
  'organisation.manage': ['administrator'],
} as const satisfies Record<string, readonly Role[] | null>
export type Capability = keyof typeof CAPABILITIES

/** True if a role may ever use a capability. `public` answers true for everybody, signed in or not. */
export function may(role: Role | null, capability: Capability): boolean {
  const roles: readonly Role[] | null = CAPABILITIES[capability]
  return roles === null || (role !== null && roles.includes(role))
}

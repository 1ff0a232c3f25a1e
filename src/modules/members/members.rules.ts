import type { Role } from '#platform/contract/roles.ts'

/** Days a link works that invites somebody, and one that resets a password. */
export const JOIN_DAYS = 14
export const RESET_DAYS = 1

export interface TeamPlace {
  id: string
  parentId: string | null
}

/** True if hanging `teamId` below `parentId` would make it, however far up, its own parent. */
export function makesLoop(teams: readonly TeamPlace[], teamId: string, parentId: string | null): boolean {
  const parents = new Map(teams.map((t) => [t.id, t.parentId]))
  const seen = new Set<string>()
  for (let at = parentId; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === teamId) return true
    seen.add(at)
  }
  return false
}

/** The given teams and all below them. */
export function teamsBelow(teams: readonly TeamPlace[], tops: readonly string[]): Set<string> {
  const children = Map.groupBy(teams, (t) => t.parentId)
  const found = new Set<string>()
  const queue = [...tops]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue
    found.add(id)
    queue.push(...(children.get(id) ?? []).map((t) => t.id))
  }
  return found
}

/** Who leads people may head a team. */
export function maySupervise(role: Role): boolean {
  return role === 'supervisor' || role === 'administrator'
}

/**
 * Whether somebody may invite into this role and team: administrators anyone anywhere, supervisors reps into their own
 * teams, however deep.
 * @param ownTeams the teams the inviter supervises, and all below
 */
export function mayInvite(
  inviter: Role,
  invited: { role: Role; teamId: string | null },
  ownTeams: ReadonlySet<string>,
): boolean {
  if (inviter === 'administrator') return true
  return (
    inviter === 'supervisor' &&
    invited.role === 'rep' &&
    invited.teamId !== null &&
    ownTeams.has(invited.teamId)
  )
}

/** True if a change of role or a leaving would leave the organisation without anyone to run it. */
export function losesLastAdministrator(
  before: { role: Role; active: boolean },
  after: { role: Role; active: boolean },
  otherAdministrators: number,
): boolean {
  const runs = (m: { role: Role; active: boolean }) => m.role === 'administrator' && m.active
  return runs(before) && !runs(after) && otherAdministrators === 0
}

import { plainName } from './matching.rules.ts'
import { type Problem, problem } from './problems.rules.ts'

// What ties the files of a sales system together once each is understood: parents, teams, names for projects.

export type AccountRow = { row: number; name: string; parent: string | undefined }

/**
 * The order in which accounts can be created so that each parent comes first. An account named as its own parent
 * and a circle of parents cannot be; the account that stands first in the file then loses its parent, and it is said.
 */
export function parentsFirst<T extends AccountRow>(
  accounts: readonly T[],
): { ordered: T[]; withoutParent: Set<number>; problems: Problem[] } {
  const problems: Problem[] = []
  const withoutParent = new Set<number>()
  const byName = new Map<string, T>()
  for (const account of accounts) {
    const earlier = byName.get(account.name)
    if (earlier)
      problems.push(
        problem('duplicateName', 'warning', {
          row: account.row,
          value: account.name,
          params: { first: earlier.row },
        }),
      )
    else byName.set(account.name, account)
  }
  const ordered: T[] = []
  const done = new Set<T>()
  for (const start of accounts) {
    const path: T[] = []
    let at: T | undefined = start
    while (at && !done.has(at) && !path.includes(at)) {
      path.push(at)
      at = at.parent === undefined ? undefined : byName.get(at.parent)
    }
    if (at && path.includes(at)) {
      const circle = path.slice(path.indexOf(at))
      const first = circle.reduce((a, b) => (b.row < a.row ? b : a))
      withoutParent.add(first.row)
      problems.push(
        problem(circle.length === 1 ? 'accountOwnParent' : 'accountLoop', 'warning', {
          row: first.row,
          value: first.parent,
          params: { loop: [...circle, circle[0] as T].map((a) => a.name).join(' → ') },
        }),
      )
      // The broken account comes first; the rest of the circle hangs below it.
      const turned = [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first))]
      path.splice(path.indexOf(at), circle.length, ...turned.slice(1), first)
    }
    for (const account of path.reverse()) {
      if (done.has(account)) continue
      done.add(account)
      ordered.push(account)
    }
  }
  return { ordered, withoutParent, problems }
}

export type MemberRow = {
  row: number
  name: string
  supervisor: string | undefined
  team: string | undefined
}
export type PlannedMember = {
  name: string
  row: number | undefined
  supervisor: string | undefined
  team: string | undefined
  supervises: boolean
}
/** One team per office and manager: an office with two managers is two teams under it. */
export type PlannedTeam = {
  key: string
  name: string
  parent: string | undefined
  supervisor: string | undefined
}

/**
 * Members and teams out of a list of reps with their manager and office. A manager who is no rep in the list
 * becomes a member too, and is reported. Teams: the office; below it a team per manager when it has several.
 */
export function planMembers(rows: readonly MemberRow[]): {
  members: PlannedMember[]
  teams: PlannedTeam[]
  problems: Problem[]
} {
  const problems: Problem[] = []
  const managersOf = new Map<string, Set<string>>()
  for (const { supervisor, team } of rows) {
    const office = team ?? supervisor
    if (office === undefined) continue
    const managers = managersOf.get(office) ?? new Set()
    if (supervisor !== undefined) managers.add(supervisor)
    managersOf.set(office, managers)
  }
  const teams: PlannedTeam[] = []
  for (const [office, managers] of managersOf) {
    const [only] = managers
    teams.push({
      key: office,
      name: office,
      parent: undefined,
      supervisor: managers.size === 1 ? only : undefined,
    })
    if (managers.size < 2) continue
    for (const manager of managers)
      teams.push({
        key: teamKey(office, manager),
        name: `${office} · ${manager}`,
        parent: office,
        supervisor: manager,
      })
  }
  const teamOf = (supervisor: string | undefined, team: string | undefined) => {
    const office = team ?? supervisor
    if (office === undefined) return undefined
    return (managersOf.get(office)?.size ?? 0) > 1 && supervisor !== undefined
      ? teamKey(office, supervisor)
      : office
  }
  const members = new Map<string, PlannedMember>()
  const supervisors = new Set(rows.flatMap((r) => r.supervisor ?? []))
  for (const r of rows) {
    const earlier = members.get(r.name)
    if (earlier) {
      problems.push(
        problem('duplicateName', 'warning', {
          row: r.row,
          value: r.name,
          params: { first: earlier.row ?? 0 },
        }),
      )
      continue
    }
    members.set(r.name, {
      name: r.name,
      row: r.row,
      supervisor: r.supervisor,
      team: teamOf(r.supervisor, r.team),
      supervises: supervisors.has(r.name),
    })
  }
  for (const r of rows) {
    if (r.supervisor === undefined || members.has(r.supervisor)) continue
    members.set(r.supervisor, {
      name: r.supervisor,
      row: undefined,
      supervisor: undefined,
      team: teamOf(r.supervisor, r.team),
      supervises: true,
    })
    problems.push(problem('memberAdded', 'warning', { row: r.row, value: r.supervisor }))
  }
  return { members: [...members.values()], teams, problems }
}

function teamKey(office: string, manager: string): string {
  return `${office}/${plainName(manager)}`
}

/** A name for a project whose file has none: what is sold to whom, else its number. */
export function projectName(values: {
  account?: string | undefined
  product?: string | undefined
  externalId?: string | undefined
}): string {
  const said = [values.account, values.product].filter((v): v is string => v !== undefined && v !== '')
  if (said.length === 2) return said.join(' · ')
  return [...said, values.externalId ?? ''].filter(Boolean).join(' · ')
}

import {
  createMembersAndTeams,
  everyMember,
  everyTeam,
  type ImportedMember,
  type ImportedTeam,
} from '#modules/members/server/index.ts'
import type { Role } from '#platform/contract/roles.ts'
import { type MemberRow, planMembers } from '../../crm-sales.rules.ts'
import { plainName } from '../../matching.rules.ts'
import { problem } from '../../problems.rules.ts'
import { insertRecords } from '../outcome-store.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { interpretedRows, reportUnkept, textOf } from './interpreted-rows.ts'

/**
 * Reps with their managers and offices become members and teams. They cannot sign in until somebody invites them. A
 * member of that name (or e-mail) and a team of that name in that place are there already and stay as they are.
 */
export async function writeMembers(run: Running, source: ImportSource, ids: IdMaker): Promise<void> {
  const { tx, tally, problems } = run
  const rows: (MemberRow & { email: string | undefined; role: string | undefined })[] = []
  for await (const batch of interpretedRows(run, source, (n) => tally.add('members', 'skipped', n)))
    for (const { row, values } of batch)
      rows.push({
        row,
        name: textOf(values, 'name') as string,
        supervisor: textOf(values, 'supervisor'),
        team: textOf(values, 'team'),
        email: textOf(values, 'email')?.toLowerCase(),
        role: textOf(values, 'role'),
      })
  reportUnkept(run, source, ['phone'])
  const plan = planMembers(rows)
  for (const one of plan.problems) problems.add(source.name, one)
  tally.add('members', 'skipped', plan.problems.filter((p) => p.code === 'duplicateName').length)

  const [thereMembers, thereTeams] = await Promise.all([everyMember(tx), everyTeam(tx)])
  const byName = new Map(thereMembers.filter((m) => !m.left).map((m) => [plainName(m.name), m]))
  const byEmail = new Map(thereMembers.flatMap((m) => (m.email ? [[m.email, m] as const] : [])))
  const given = new Map(rows.map((r) => [r.name, r]))
  const idOf = new Map<string, string>()
  const fresh = plan.members.filter((m) => {
    const email = given.get(m.name)?.email
    const there = (email && byEmail.get(email)) || byName.get(plainName(m.name))
    const id = there?.id ?? ids.next()
    idOf.set(m.name, id)
    if (there) tally.add('members', 'unchanged')
    else if (email) byEmail.set(email, { id, name: m.name, email, role: 'rep', teamId: null, left: false })
    return !there
  })

  const teamIdOf = new Map<string, string>()
  const teams: ImportedTeam[] = []
  for (const team of plan.teams) {
    // A parent is planned before its teams.
    const parentId = team.parent === undefined ? null : (teamIdOf.get(team.parent) ?? null)
    const there = thereTeams.find((t) => t.name === team.name && t.parentId === parentId)
    const id = there?.id ?? ids.next()
    teamIdOf.set(team.key, id)
    if (there) tally.add('teams', 'unchanged')
    else
      teams.push({
        id,
        name: team.name,
        parentId,
        supervisorId: team.supervisor === undefined ? null : (idOf.get(team.supervisor) ?? null),
      })
  }

  const members = fresh.map((m): ImportedMember => {
    const row = given.get(m.name)
    const role = (row?.role ?? (m.supervises ? 'supervisor' : 'rep')) as Role
    if (!row?.email)
      problems.add(
        source.name,
        problem('memberWithoutEmail', 'warning', {
          ...(m.row !== undefined && { row: m.row }),
          value: m.name,
        }),
      )
    return {
      id: idOf.get(m.name) as string,
      name: m.name,
      email: row?.email ?? null,
      role,
      teamId: m.team === undefined ? null : (teamIdOf.get(m.team) ?? null),
    }
  })
  await createMembersAndTeams(tx, { members, teams })
  await insertRecords(tx, run.importId, [
    ...members.map((m) => created('members', m.id)),
    ...teams.map((t) => created('teams', t.id)),
  ])
  tally.add('members', 'created', members.length)
  tally.add('teams', 'created', teams.length)
}

function created(kind: string, recordId: string) {
  return { kind, recordId, action: 'created' as const, version: 1, before: null, after: null }
}

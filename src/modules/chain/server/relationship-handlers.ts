import { loadAccountRight, readTeam } from '#modules/accounts/server/index.ts'
import { membersByIds } from '#modules/members/server/index.ts'
import { peopleOfAccount } from '#modules/people/server/index.ts'
import { on, type Route } from '#platform/server/module.ts'
import { getRelationships } from '../relationships.contract.ts'
import { cellsFrom } from '../relationships.rules.ts'
import { relationshipClaims, seatedAnywhere } from './relationship-store.ts'
import { projectsOnMap } from './store.ts'

export const relationshipRoutes: Route[] = [
  on(getRelationships, async ({ actor, tx, params: { accountId } }) => {
    const right = await loadAccountRight(tx, actor, accountId)
    const [team, people, claims, seated, projects] = await Promise.all([
      readTeam(tx, accountId),
      peopleOfAccount(tx, accountId),
      relationshipClaims(tx, accountId),
      seatedAnywhere(tx, accountId),
      projectsOnMap(tx, accountId, null),
    ])
    const here = new Set(people.map((person) => person.id))
    const cells = cellsFrom(
      claims.filter((claim) => here.has(claim.personId)),
      new Date().toISOString(),
    )
    const related = new Set(cells.map((cell) => cell.personId))
    const onTeam = new Set(team.map((member) => member.memberId))
    const others = [...new Set(cells.map((cell) => cell.memberId))].filter((id) => !onTeam.has(id))
    const known = await membersByIds(tx, [...onTeam, ...others])
    return {
      members: [...onTeam, ...others].flatMap((id) => {
        const member = known.get(id)
        return member ? [{ id, name: member.name, onTeam: onTeam.has(id), left: member.left }] : []
      }),
      people: people
        .filter((person) => seated.has(person.id) || related.has(person.id))
        .map(({ id, name, title, unitName }) => ({ id, name, title, unitName })),
      cells,
      projectId:
        projects.find((project) => !['won', 'lost'].includes(project.stage))?.id ?? projects[0]?.id ?? null,
      canWrite: right.write,
    }
  }),
]

import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { on, type Route } from '#platform/server/module.ts'
import { getBoard, listRecords } from '../insights.contract.ts'
import { isIdle, sum, toFigures } from '../insights.rules.ts'
import { countedPerMember, projectsByStage } from './board-store.ts'
import * as records from './record-store.ts'
import { membersInScope, teamsInScope } from './scope-store.ts'

export const insightRoutes: Route[] = [
  on(getBoard, async ({ actor, tx, query }) => {
    const [members, teams] = await Promise.all([membersInScope(tx, actor, query), teamsInScope(tx, actor)])
    const chosen = members.filter((member) => member.chosen)
    const ids = chosen.map((member) => member.memberId)
    const [counted, stages] = await Promise.all([
      countedPerMember(tx, actor, query, ids),
      projectsByStage(tx, actor, ids),
    ])
    const parts = Map.groupBy(counted, (part) => part.memberId)
    const reps = chosen
      .map((member) => ({ member, counted: sum(parts.get(member.memberId) ?? []) }))
      // A rep who did nothing is what a board is for; an administrator without customers is not.
      .filter(({ member, counted }) => (member.role === 'rep' && !member.left) || !isIdle(counted))
    return {
      total: toFigures(sum(counted)),
      reps: reps.map(({ member, counted }) => ({ ...member, figures: toFigures(counted) })),
      stages,
      teams,
      members: members.map(({ memberId, name }) => ({ id: memberId, name })),
    }
  }),

  on(listRecords, async ({ actor, tx, query }) => {
    const { figure, stage, limit, cursor, ...scope } = query
    const members = await membersInScope(tx, actor, scope)
    const ids = members.filter((member) => member.chosen).map((member) => member.memberId)
    const after = decodeCursor(cursor, 2) as [number, string] | null
    const rows = await records.listRecords(tx, actor, scope, ids, { figure, stage, after, limit })
    return toPage(rows, limit, (row) => [row.place, row.id])
  }),
]

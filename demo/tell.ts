import type pg from 'pg'
import type { Logger } from 'pino'
import { actorOfSeat, addMember, addTeam } from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { buildApp } from '#platform/server/app.ts'
import { sendInProcess } from '#platform/server/in-process.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { tellStory } from './story.ts'

export interface Told {
  accountId: string
  visitId: string
  nextVisitId: string
}

/**
 * Tells the sample story in an organisation, as the work of one member: each sentence goes through the same endpoints,
 * checks and rules as if it had been typed. A small team of colleagues, who cannot sign in, is added for the boards.
 */
export async function tellIn(
  pool: pg.Pool,
  modules: readonly ServerModule[],
  log: Logger,
  orgId: string,
  memberId: string,
): Promise<Told> {
  const open = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { orgId, memberId }, work)
  await open(async (tx) => {
    const teamId = newId()
    await addTeam(tx, { id: teamId, name: '西南大客户组', parentId: null, supervisorId: memberId })
    await addMember(tx, { name: '王磊（示例）', role: 'rep', teamId })
    await addMember(tx, { name: '周晴（示例）', role: 'service' })
  })
  const seat = { orgId, memberId, userId: memberId, teamId: null }
  const app = await buildApp({
    pool,
    log,
    routes: modules.flatMap((m) => m.routes),
    webFolder: null,
    health: async () => null,
    // The teller works as a rep does, whatever the member's own role: an administrator alone would be no one's seller.
    identify: async () => open((tx) => actorOfSeat(tx, { ...seat, role: 'administrator' }, memberId)),
  })
  try {
    const ids = await tellStory(
      {
        memberId,
        async ok(endpoint, input) {
          const answer = await sendInProcess(app, endpoint, input)
          if (answer.status >= 300)
            throw new Error(`${endpoint.name} answered ${answer.status}: ${answer.text}`)
          return answer.body as never
        },
      },
      { today: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) },
    )
    return ids as unknown as Told
  } finally {
    await app.close()
  }
}

import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import { backDateAccounts } from '#modules/accounts/server/index.ts'
import { backDateChains } from '#modules/chain/server/index.ts'
import { actorOfSeat, addMember, addTeam } from '#modules/members/server/index.ts'
import { backDatePeople } from '#modules/people/server/index.ts'
import { momentAt, today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { buildApp } from '#platform/server/app.ts'
import { momentNow } from '#platform/server/back-dating.ts'
import { sendInProcess } from '#platform/server/in-process.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { type Teller, tellStory } from './story.ts'

export interface Told {
  accountId: string
  visitId: string
  nextVisitId: string
}

/**
 * Tells the sample story in an organisation, as the work of one member: each sentence goes through the same endpoints,
 * checks and rules as if it had been typed. A small team of colleagues, who cannot sign in, is added for the boards; one of
 * them has a part in the story. It is told over six weeks: the chart, who holds what and what is believed are dated to their
 * days, so that the past can be looked at; the record of events says when it was really written.
 */
export async function tellIn(
  pool: pg.Pool,
  modules: readonly ServerModule[],
  log: Logger,
  orgId: string,
  memberId: string,
): Promise<Told> {
  const open = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { orgId, memberId }, work)
  const colleagueId = await open(async (tx) => {
    const teamId = newId()
    await addTeam(tx, { id: teamId, name: '西南大客户组', parentId: null, supervisorId: memberId })
    const colleague = await addMember(tx, { name: '王磊（示例）', role: 'rep', teamId })
    await addMember(tx, { name: '周晴（示例）', role: 'service' })
    return colleague.memberId
  })
  const apps: FastifyInstance[] = []
  const teller = async (who: string): Promise<Teller> => {
    const seat = { orgId, memberId: who, userId: who, teamId: null }
    const app = await buildApp({
      pool,
      log,
      routes: modules.flatMap((m) => m.routes),
      webFolder: null,
      health: async () => null,
      // The teller works as a rep does, whatever the member's own role: an administrator alone would be no one's seller.
      identify: async () => open((tx) => actorOfSeat(tx, { ...seat, role: 'administrator' }, who)),
    })
    apps.push(app)
    return {
      memberId: who,
      async ok(endpoint, input) {
        const answer = await sendInProcess(app, endpoint, input)
        if (answer.status >= 300)
          throw new Error(`${endpoint.name} answered ${answer.status}: ${answer.text}`)
        return answer.body as never
      },
    }
  }
  try {
    const { zone } = await open((tx) =>
      actorOfSeat(tx, { orgId, memberId, userId: memberId, role: 'rep', teamId: null }, memberId),
    )
    let after = await open(momentNow)
    const ids = await tellStory(await teller(memberId), {
      today: today(zone),
      zone,
      colleague: await teller(colleagueId),
      async thatWas(day, accountIds) {
        const told = { accountIds, after, to: momentAt(`${day}T10:00`, zone).toISOString() }
        await open(async (tx) => {
          for (const backDate of [backDateAccounts, backDatePeople, backDateChains]) await backDate(tx, told)
        })
        after = await open(momentNow)
      },
    })
    return ids as unknown as Told
  } finally {
    for (const app of apps) await app.close()
  }
}

import { pino } from 'pino'
import { findMemberOf, findOrganisations } from '#modules/members/server/index.ts'
import type { Config } from '#platform/server/config.ts'
import { startJobs } from '#platform/server/jobs.ts'
import { createStreamPool } from '#platform/server/pool.ts'
import { tellIn } from '../../demo/tell.ts'
import { serverModules } from '../server-modules.ts'
import { CommandRefused } from './refused.ts'
import { withSession } from './session.ts'

/** Tells the sample story as the work of a member. */
export async function loadDemo(config: Config, options: { as?: string }): Promise<void> {
  await withSession(config, async ({ pool, open, config: database }) => {
    const companies = await findOrganisations(open)
    const seats = (
      await Promise.all(
        companies.map(({ orgId }) =>
          open({ orgId }, (tx) => findMemberOf(tx, options.as ?? null)).then((memberId) => ({
            orgId,
            memberId,
          })),
        ),
      )
    ).filter((seat) => seat.memberId !== null)
    const [seat] = seats
    if (!seat?.memberId)
      throw new CommandRefused(
        options.as
          ? `没有邮箱为 ${options.as} 的成员`
          : '还没有公司和管理员。请先打开网页完成设置，或用 user add --new-company。',
        options.as
          ? `There is no member with the e-mail ${options.as}`
          : 'There is no company yet. Set one up in the browser, or use user add --new-company.',
      )
    const log = pino({ level: 'error' })
    const streamPool = createStreamPool(database)
    const jobs = await startJobs(
      database,
      serverModules.flatMap((m) => m.jobs ?? []),
      { pool, streamPool, log },
    )
    try {
      const told = await tellIn(pool, serverModules, log, seat.orgId, seat.memberId)
      console.log(`示例故事已装入：客户“云岭乳业集团” /accounts/${told.accountId} / the sample story is in`)
    } finally {
      await jobs.stop()
      await streamPool.end()
    }
  })
}

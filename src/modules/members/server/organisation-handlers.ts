import { isZone } from '#platform/contract/days.ts'
import { conflict, invalidField, notFound } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { changeOrganisation, getOrganisation } from '../members.contract.ts'
import { forgetActors, type MembersContext } from './context.ts'
import { databaseKnowsZone, findOrganisation, updateZone } from './organisation-store.ts'

/** What holds for the whole organisation: so far, where it works. */
export function organisationRoutes(context: MembersContext): Route[] {
  return [
    on(getOrganisation, async ({ tx }) => {
      const here = await findOrganisation(tx)
      if (!here) throw notFound()
      return here
    }),

    on(changeOrganisation, async ({ tx, body }) => {
      const before = await findOrganisation(tx)
      if (!before) throw notFound()
      if (!isZone(body.timeZone) || !(await databaseKnowsZone(tx, body.timeZone)))
        throw invalidField('timeZone', 'unknown-zone')
      if (body.version !== before.version) throw conflict(before)
      if (body.timeZone === before.timeZone) return before
      if (!(await updateZone(tx, body.timeZone, body.version))) throw conflict(await findOrganisation(tx))
      // Everybody's day may be another one from now on: also of those signed in.
      await forgetActors(context, tx)
      await record(tx, {
        kind: 'members.organisation-changed',
        subject: { kind: 'org', id: before.id },
        accountId: null,
        data: { fields: ['timeZone'], from: before.timeZone, to: body.timeZone },
      })
      return { ...before, timeZone: body.timeZone, version: before.version + 1 }
    }),
  ]
}

import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { type EventInput, record } from '#platform/server/record.ts'
import { holdingProblems, turnHolding } from '../holding.contract.ts'
import { deleteEmployment, insertEmployment, updateEmployment } from './employment-store.ts'
import { loadWritablePerson } from './guard.ts'
import { holdStill, lastToChange, lastToWrite } from './holding-store.ts'
import { checkDays, checkPlace } from './person-handlers.ts'
import { setArchived } from './person-store.ts'

export const holdingRoutes: Route[] = [
  on(turnHolding, async ({ actor, tx, params: { personId }, body }) => {
    const { accountId, employmentId, seen, to, person } = body
    const right = await loadWritablePerson(tx, actor, personId)
    if (accountId !== right.accountId) await loadAccountRight(tx, actor, accountId)
    const still = await holdStill(tx, personId, employmentId)
    // Only what stands at the account whose guard was passed: elsewhere the person may hold what the actor must not know of.
    const { employment } = still
    if (employment && (employment.personId !== personId || employment.accountId !== accountId))
      throw notFound()
    const moved = (employment?.version ?? null) !== seen
    if (moved || (person && still.person !== person.version)) {
      const last = moved ? await lastToChange(tx, personId, employmentId) : await lastToWrite(tx, personId)
      throw new ProblemError(holdingProblems.changedSince, {
        fields: [
          {
            path: `employments.${employmentId}`,
            code: 'holding-changed-since',
            params: { name: right.person.name, by: last?.by ?? '', at: last?.at ?? '' },
          },
        ],
      })
    }
    if (to) {
      checkDays(to.since, to.until)
      await checkPlace(tx, accountId, to.postId, to.unitId)
      if (seen === null) await insertEmployment(tx, { ...to, id: employmentId, personId, accountId })
      else await updateEmployment(tx, employmentId, { ...to, version: seen })
    } else if (seen !== null) await deleteEmployment(tx, employmentId)
    if (person) await setArchived(tx, personId, person.archived)
    const event = (kind: string, data?: object): EventInput => ({
      kind,
      subject: { kind: 'person', id: personId },
      accountId: right.accountId,
      ...(data && { data: { ...data } }),
    })
    const became = to ? (seen === null ? 'employed' : 'employment-changed') : 'employment-removed'
    await record(
      tx,
      event(`people.${became}`, { employmentId, turned: true }),
      ...(person ? [event(person.archived ? 'people.archived' : 'people.restored')] : []),
    )
    const now = await holdStill(tx, personId, employmentId)
    if (now.person === null) throw notFound()
    return { employmentVersion: now.employment?.version ?? null, personVersion: now.person }
  }),
]

import { loadWritableAccount } from '#modules/accounts/server/index.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { movePerson, peopleProblems } from '../people.contract.ts'
import { insertEmployment, placeFits } from './employment-store.ts'
import { loadPersonalPerson } from './guard.ts'
import { endEmployments, setHome } from './move-store.ts'
import { runMovers } from './movers.ts'
import { asAnswered } from './person-handlers.ts'
import { findPerson } from './person-store.ts'

const DAY_MS = 86_400_000
const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)

/**
 * Somebody changes to another customer of ours. Only who may write at both, and sees the personal layer of the old one, may
 * move them: the dossier goes along, and from then on the new account decides who sees it. What happened stays where it did.
 */
export const moveRoutes: Route[] = [
  on(movePerson, async ({ actor, tx, params, body }) => {
    const right = await loadPersonalPerson(tx, actor, params.personId)
    const from = right.person.accountId
    if (body.accountId === from) throw new ProblemError(peopleProblems.atHome)
    const there = await loadWritableAccount(tx, actor, body.accountId)
    const fits = await placeFits(tx, body.accountId, body.postId, body.unitId)
    if (!fits.post) throw invalidField('postId', 'people.post-elsewhere')
    if (!fits.unit) throw invalidField('unitId', 'people.post-elsewhere')
    if (!(await setHome(tx, right.person, body)))
      throw conflict(
        await asAnswered(tx, actor, { ...right, person: (await findPerson(tx, params.personId))! }),
      )
    await endEmployments(tx, params.personId, from, dayBefore(body.since))
    await insertEmployment(tx, { ...body, personId: params.personId, until: null })
    await runMovers(tx, { personId: params.personId, fromAccountId: from, toAccountId: body.accountId })
    const subject = { kind: 'person', id: params.personId }
    await record(
      tx,
      { kind: 'people.left', subject, accountId: from },
      { kind: 'people.came', subject, accountId: body.accountId },
    )
    const person = await findPerson(tx, params.personId)
    if (!person) throw notFound()
    return asAnswered(tx, actor, { ...there, person })
  }),
]

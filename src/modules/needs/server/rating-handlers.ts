import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { checkLinks, loadWritableAt } from '#modules/visits/server/index.ts'
import { notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { listRatingHistory, listRatings, ratingsProblems, setRating } from '../ratings.contract.ts'
import { isPersonalAspect } from '../ratings.rules.ts'
import { requirePersonal } from './guard.ts'
import * as store from './rating-store.ts'

export const ratingRoutes: Route[] = [
  on(listRatings, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    return { ...(await store.listRatings(tx, actor, params.accountId, query)), withheld: !right.personal }
  }),

  on(listRatingHistory, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    return store.listHistory(tx, actor, params.accountId, query)
  }),

  on(setRating, async ({ actor, tx, params, body }) => {
    const { visitId, ...claim } = body
    const right = await loadWritableAt(tx, actor, params.accountId, visitId)
    const personal = isPersonalAspect(claim.aspect)
    if (personal && claim.personId === null) throw new ProblemError(ratingsProblems.needsPerson)
    if (personal) requirePersonal(right)
    await checkLinks(tx, actor, params.accountId, claim)
    await store.supersedeRating(tx, {
      ...claim,
      accountId: params.accountId,
      personal,
      importance: claim.importance,
      served: claim.served,
      evidence: claim.evidence,
      source: visitId ? { ...claim.source, kind: 'visit', id: visitId } : claim.source,
    })
    await record(tx, {
      kind: 'needs.rated',
      subject: { kind: 'need_rating', id: claim.id },
      accountId: params.accountId,
      data: { aspect: personal ? 'personal' : claim.aspect },
    })
    const rating = await store.findRating(tx, actor, claim.id)
    if (!rating) throw notFound()
    return rating
  }),
]

import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { loadWritableNeed, needsByIds } from '#modules/needs/server/index.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { listMatchesOfAccount, listMatchHistory, setMatch, withdrawMatch } from '../matches.contract.ts'
import { matchProblem } from '../matches.rules.ts'
import * as store from './match-store.ts'
import { readProducts } from './product-store.ts'

export const matchRoutes: Route[] = [
  on(listMatchesOfAccount, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    return store.listMatches(tx, actor, params.accountId, query)
  }),

  on(listMatchHistory, async ({ actor, tx, params, query }) => {
    if (!(await needsByIds(tx, actor, [params.needId])).has(params.needId)) throw notFound()
    return store.listHistory(tx, actor, params.needId, query)
  }),

  on(setMatch, async ({ actor, tx, params, body }) => {
    const { need } = await loadWritableNeed(tx, actor, params.needId)
    const [product] = body.productId ? await readProducts(tx, [body.productId]) : []
    if (body.productId && !product) throw invalidField('productId', 'not-found')
    if (body.ownerId && !(await store.isActiveMember(tx, body.ownerId)))
      throw invalidField('ownerId', 'not-found')
    const problem = matchProblem({
      fit: body.fit,
      needVoid: need.status === 'void',
      product: product ? { retired: product.retiredAt !== null } : null,
    })
    if (problem) throw new ProblemError(problem)
    const current = await store.lockCurrent(tx, actor, need.id, body.productId)
    if ((current?.id ?? null) !== body.supersedes) throw conflict(current ?? null)
    await store.supersedeMatch(tx, { ...body, accountId: need.accountId, needId: need.id })
    await record(tx, {
      kind: 'pitches.matched',
      subject: { kind: 'match', id: body.id },
      accountId: need.accountId,
      data: { needId: need.id, productId: body.productId, fit: body.fit },
    })
    const match = await store.findMatch(tx, actor, body.id)
    if (!match) throw notFound()
    return match
  }),

  on(withdrawMatch, async ({ actor, tx, params }) => {
    const match = await store.findMatch(tx, actor, params.matchId)
    if (!match) throw notFound()
    await loadWritableNeed(tx, actor, match.needId)
    if (await store.withdrawMatchRow(tx, match.id))
      await record(tx, {
        kind: 'pitches.match-withdrawn',
        subject: { kind: 'match', id: match.id },
        accountId: match.accountId,
        data: { needId: match.needId },
      })
  }),
]

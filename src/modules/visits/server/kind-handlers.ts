import { conflict, invalidField, notFound } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import { type KindSetting, listVisitKinds, setVisitKind } from '../kinds.contract.ts'
import { isBuiltIn, kindsOf, refuseKind } from '../kinds.rules.ts'
import { isOwnKind, listKindChanges, putKind } from './kind-store.ts'

const allKinds = async (tx: Tx): Promise<KindSetting[]> => kindsOf(await listKindChanges(tx))

/**
 * A visit's kind must be one of ours or of the organisation's. One laid aside is taken all the same: a visit planned without
 * network may be older than that. Costs nothing for the built-in ones.
 * @throws field problem at `path`
 */
export async function checkKind(tx: Tx, kind: string | undefined, path = 'kind'): Promise<void> {
  if (kind === undefined || isBuiltIn(kind) || (await isOwnKind(tx, kind))) return
  throw invalidField(path, 'kind-unknown')
}

export const kindRoutes = [
  on(listVisitKinds, async ({ tx }) => ({ items: await allKinds(tx) })),

  on(setVisitKind, async ({ actor, tx, params, body }) => {
    const wish = { ...body, key: params.kindKey }
    const kinds = await allKinds(tx)
    const refusal = refuseKind(kinds, wish)
    if (refusal) throw invalidField(refusal.path, refusal.code)
    if (!(await putKind(tx, wish))) throw conflict(kinds.find((one) => one.key === wish.key))
    await record(tx, {
      kind: 'visits.kind-set',
      subject: { kind: 'org', id: actor.orgId },
      accountId: null,
      data: { key: wish.key, labelZh: wish.labelZh, labelEn: wish.labelEn, hidden: wish.hidden },
    })
    const now = (await allKinds(tx)).find((one) => one.key === wish.key)
    if (!now) throw notFound()
    return now
  }),
]

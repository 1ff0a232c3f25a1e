import { on } from '#platform/server/module.ts'
import { tailRange } from '#platform/server/names.ts'
import { find } from '../search.contract.ts'
import { findableKinds, rankHits } from '../search.rules.ts'
import { hitsAtAccounts, hitsWaiting, hitsWithoutAccount, namesOf } from './store.ts'

/** Read beyond what is shown: some may turn out to be put away. */
const SPARE = 10

export const searchRoutes = [
  on(find, async ({ actor, tx, query }) => {
    const range = tailRange(query.q)
    const kinds = findableKinds(actor.role, query.kind)
    if (!range || kinds.length === 0) return { items: [] }
    const wanted = { ...range, kinds, accountId: query.accountId }
    const most = query.limit + SPARE
    const [begun, shared, waiting] = await Promise.all([
      hitsAtAccounts(tx, actor, wanted, true),
      hitsWithoutAccount(tx, actor, wanted),
      hitsWaiting(tx, actor, wanted),
    ])
    // Names that begin so come before names with it inside; where they fill the list, the others need not be looked for.
    const enough = new Set(begun.map((hit) => hit.id)).size >= most
    const inside = enough ? [] : await hitsAtAccounts(tx, actor, wanted, false)
    const ranked = rankHits([...begun, ...shared, ...waiting, ...inside], range.from).slice(0, most)
    const names = await namesOf(tx, ranked)
    const items = ranked.flatMap(({ kind, id, match }) => {
      const named = names.get(id)
      return named ? [{ kind, id, match, ...named }] : []
    })
    return { items: items.slice(0, query.limit) }
  }),
]

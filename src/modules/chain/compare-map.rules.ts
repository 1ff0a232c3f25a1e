import type { ChainMap, Change, ChangeKind } from './chain.contract.ts'

/** The gravest of several changes to one box is the one that is shown. */
const GRAVITY: readonly ChangeKind[] = ['changed', 'renamed', 'moved', 'added', 'gone']

/**
 * A chart with what is gone still standing in it, and what became of each box, so that two days can be seen in one picture.
 * @param map the later of the two
 * @param changes from the earlier to the later
 */
export function comparedMap(
  map: ChainMap,
  changes: readonly Change[],
): { map: ChainMap; marks: ReadonlyMap<string, ChangeKind> } {
  const units = new Map(map.units.map((unit) => [unit.id, unit]))
  const posts = new Map(map.posts.map((post) => [post.id, post]))
  const marks = new Map<string, ChangeKind>()
  const mark = (id: string, kind: ChangeKind) => {
    const now = marks.get(id)
    if (!now || GRAVITY.indexOf(kind) > GRAVITY.indexOf(now)) marks.set(id, kind)
  }
  const postsOf = new Map(map.people.map((person) => [person.id, person.postIds]))
  for (const { subject, kind, id, name, unit, was } of changes) {
    if (subject === 'unit') {
      mark(id, kind)
      if (kind === 'gone' && !units.has(id))
        units.set(id, { id, name, parentId: idOf(was), function: null, stand: null })
    } else if (subject === 'post') {
      mark(id, kind)
      if (kind === 'gone' && !posts.has(id))
        posts.set(id, {
          id,
          title: name,
          unitId: unit?.id ?? null,
          reportsToId: null,
          dottedToIds: [],
          vacant: true,
          holderUnknown: false,
        })
    } else if (subject === 'holder') mark(id, 'changed')
    else if (subject !== 'tie') for (const box of postsOf.get(id) ?? [id]) mark(box, 'changed')
  }
  return { map: { ...map, units: [...units.values()], posts: [...posts.values()] }, marks }
}

const idOf = (ref: unknown): string | null => (ref as { id: string } | null)?.id ?? null

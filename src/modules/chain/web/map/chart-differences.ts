import type { Chart } from '#modules/accounts/accounts.contract.ts'

/** One thing that differs between the chart one saw and the chart as it stands; names, to be said. */
export type ChartDifference =
  | { what: 'gone' | 'added' | 'changed'; name: string }
  | { what: 'moved'; name: string; boss: string }
  | { what: 'renamed'; was: string; is: string }

/** What others have changed since, told by names: for the one whose step was not kept. */
export function differences(before: Chart, after: Chart): ChartDifference[] {
  const found: ChartDifference[] = []
  const titles = new Map(after.posts.map((p) => [p.id, p.title]))
  const was = new Map(before.posts.map((p) => [p.id, p]))
  for (const post of after.posts) {
    const old = was.get(post.id)
    was.delete(post.id)
    if (!old) found.push({ what: 'added', name: post.title })
    else if (old.version !== post.version) {
      if (old.title !== post.title) found.push({ what: 'renamed', was: old.title, is: post.title })
      else if (old.reportsToId !== post.reportsToId && post.reportsToId)
        found.push({ what: 'moved', name: post.title, boss: titles.get(post.reportsToId) ?? '' })
      else found.push({ what: 'changed', name: post.title })
    }
  }
  for (const { title } of was.values()) found.push({ what: 'gone', name: title })
  const units = new Map(before.units.map((u) => [u.id, u]))
  for (const unit of after.units) {
    const old = units.get(unit.id)
    units.delete(unit.id)
    if (!old) found.push({ what: 'added', name: unit.name })
    else if (old.version !== unit.version)
      found.push(
        old.name === unit.name
          ? { what: 'changed', name: unit.name }
          : { what: 'renamed', was: old.name, is: unit.name },
      )
  }
  for (const { name } of units.values()) found.push({ what: 'gone', name })
  return found
}

import { useEffect } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { type Pages, usePages } from '#platform/web/query.ts'
import { listTeams } from '../members.contract.ts'

export type Team = OkOf<typeof listTeams>['items'][number]
export interface PlacedTeam extends Team {
  /** 0 at the top. */
  depth: number
}

/** All teams: pickers and the tree need the whole of it, so every page is read. */
export function useTeams(): Pages<Team> {
  const pages = usePages(listTeams, { query: { limit: 200 } })
  const { more, loadingMore, loadMore } = pages
  useEffect(() => {
    if (more && !loadingMore) loadMore()
  }, [more, loadingMore, loadMore])
  return pages
}

/** The tree as a list, each team after the one it hangs below, with its depth. */
export function inTreeOrder(teams: readonly Team[], locale: string): PlacedTeam[] {
  const known = new Set(teams.map((t) => t.id))
  const below = Map.groupBy(teams, (t) => (t.parentId && known.has(t.parentId) ? t.parentId : null))
  const placed: PlacedTeam[] = []
  const place = (parentId: string | null, depth: number) => {
    const here = [...(below.get(parentId) ?? [])].sort((a, b) => a.name.localeCompare(b.name, locale))
    for (const team of here) {
      placed.push({ ...team, depth })
      place(team.id, depth + 1)
    }
  }
  place(null, 0)
  return placed
}

/** Options for choosing a team; the indentation is in the words, as a phone's own wheel shows nothing else. */
export function teamOptions(placed: readonly PlacedTeam[]): { value: string; label: string }[] {
  return placed.map((t) => ({ value: t.id, label: `${'　'.repeat(t.depth)}${t.name}` }))
}

/** The given team and all below it. */
export function withBelow(teams: readonly Team[], ids: readonly string[]): Set<string> {
  const found = new Set(ids)
  for (let grew = true; grew; ) {
    grew = false
    for (const t of teams) {
      if (t.parentId && found.has(t.parentId) && !found.has(t.id)) {
        found.add(t.id)
        grew = true
      }
    }
  }
  return found
}

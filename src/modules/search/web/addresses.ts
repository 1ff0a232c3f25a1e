import type { Found } from '../search.contract.ts'

/** Where a found record is looked at. */
export function addressOf({ kind, id }: Pick<Found, 'kind' | 'id'>): string {
  switch (kind) {
    case 'account':
      return `/accounts/${id}`
    case 'person':
      return `/people/${id}`
    case 'project':
      return `/projects/${id}`
    case 'proof':
      return `/library/proofs/${id}`
    case 'product':
      return `/products/${id}`
    case 'rival':
      return `/rivals/${id}`
  }
}

/** The finds in groups by kind; the group with the best find stands first, and within it the order stays. */
export function groupFound<F extends Pick<Found, 'kind'>>(
  items: readonly F[],
): { kind: F['kind']; items: F[] }[] {
  const groups = new Map<F['kind'], F[]>()
  for (const item of items) {
    const group = groups.get(item.kind)
    if (group) group.push(item)
    else groups.set(item.kind, [item])
  }
  return [...groups].map(([kind, group]) => ({ kind, items: group }))
}

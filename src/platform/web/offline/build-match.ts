export interface PrecacheEntry {
  url: string
  /** `null` where the address itself names the content. */
  revision: string | null
}

/** What a page says to a worker. */
export type ToWorker = { type: 'take-over' } | { type: 'which-build'; entry: string }

/** True if a page belongs to the build with this entry script. A login page of a hotel's network, say, does not. */
export function isOfThisBuild(page: string, entry: string): boolean {
  return page.includes(`src="${entry}"`)
}

import type { Tx } from '#platform/server/tx.ts'

/**
 * Removes from one module what it has noted of a person who is being erased: their words, what was said of them, their
 * place in lists. Runs in the erasure's transaction. The person's id stays and means nobody any more, so rows that only
 * point at it may stay too.
 */
export type Eraser = (tx: Tx, personId: string) => Promise<void>

const erasers = new Map<string, Eraser>()

/**
 * A module that keeps something about people says here how to erase it, once, where its server entry is loaded:
 * `onErase('visits', erasePersonFromVisits)`. People stand below those modules and cannot call them by name.
 */
export function onErase(module: string, eraser: Eraser): void {
  erasers.set(module, eraser)
}

/** Runs every module's eraser. */
export async function runErasers(tx: Tx, personId: string): Promise<void> {
  for (const eraser of erasers.values()) await eraser(tx, personId)
}

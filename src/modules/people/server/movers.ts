import type { Tx } from '#platform/server/tx.ts'

/**
 * What a module does about somebody who leaves one account for another, in the move's transaction. What happened at the old
 * account stays there; only places that hold for those who work there now end.
 */
export type Mover = (
  tx: Tx,
  move: { personId: string; fromAccountId: string; toAccountId: string },
) => Promise<void>

const movers = new Map<string, Mover>()

/**
 * A module that gives people a place at an account says here what a move means to it, once, where its server entry is loaded.
 * People stand below those modules and cannot call them by name.
 */
export function onMove(module: string, mover: Mover): void {
  movers.set(module, mover)
}

/** Runs every module's mover. */
export async function runMovers(tx: Tx, move: Parameters<Mover>[1]): Promise<void> {
  for (const mover of movers.values()) await mover(tx, move)
}

import { type DBSchema, openDB } from 'idb'
import type { Waiting } from './outbox-queue.ts'

/** Where waiting writes are kept. */
export interface OutboxStore {
  /** `false`: only in this page's memory; closing the page loses them. */
  readonly lasting: boolean
  /** A member's writes in their order. */
  all(memberId: string): Promise<Waiting[]>
  /** Keeps some and forgets others, in one transaction. What it is not told of stays: another tab may have put it there. */
  change(kept: readonly Waiting[], forgotten: readonly string[]): Promise<void>
}

interface Schema extends DBSchema {
  waiting: { key: string; value: Waiting; indexes: { memberId: string } }
}

/** The browser's own database; falls back to memory where the browser forbids it, and then says so. */
export async function openOutboxStore(): Promise<OutboxStore> {
  try {
    const db = await openDB<Schema>('icebreaker', 1, {
      upgrade(database) {
        database.createObjectStore('waiting', { keyPath: 'id' }).createIndex('memberId', 'memberId')
      },
    })
    return {
      lasting: true,
      all: async (memberId) =>
        (await db.getAllFromIndex('waiting', 'memberId', memberId)).sort((a, b) => a.place - b.place),
      async change(kept, forgotten) {
        const tx = db.transaction('waiting', 'readwrite', { durability: 'strict' })
        await Promise.all([
          ...forgotten.map((id) => tx.store.delete(id)),
          ...kept.map((one) => tx.store.put(one)),
          tx.done,
        ])
      },
    }
  } catch {
    return memoryStore()
  }
}

export function memoryStore(): OutboxStore {
  const all = new Map<string, Waiting>()
  return {
    lasting: false,
    all: async (memberId) =>
      [...all.values()].filter((one) => one.memberId === memberId).sort((a, b) => a.place - b.place),
    async change(kept, forgotten) {
      for (const id of forgotten) all.delete(id)
      for (const one of kept) all.set(one.id, structuredClone(one))
    },
  }
}

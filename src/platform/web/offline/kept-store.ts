import { type DBSchema, openDB } from 'idb'

/** One answer of the server, as it lies on the device. */
export interface Kept {
  /** The endpoint and what it was asked; see `keyOf`. */
  key: string
  memberId: string
  data: unknown
  /** When the server gave it; milliseconds. */
  at: number
  usedAt: number
  /** Length as JSON. */
  bytes: number
}

/** Where answers are kept. */
export interface KeptStore {
  /** Whose device this was last. */
  owner(): Promise<string | null>
  setOwner(memberId: string): Promise<void>
  /** Everything but the contents. */
  all(): Promise<Omit<Kept, 'data'>[]>
  get(key: string): Promise<Kept | undefined>
  change(kept: readonly Kept[], forgotten: readonly string[]): Promise<void>
  clear(): Promise<void>
}

interface Schema extends DBSchema {
  about: { key: string; value: Omit<Kept, 'data'> }
  data: { key: string; value: unknown }
  owner: { key: string; value: string }
}

/** The browser's own database, apart from the outbox: clearing the one must never touch the other. Memory where it is forbidden. */
export async function openKeptStore(): Promise<KeptStore> {
  try {
    const db = await openDB<Schema>('icebreaker-answers', 1, {
      upgrade(database) {
        database.createObjectStore('about', { keyPath: 'key' })
        database.createObjectStore('data')
        database.createObjectStore('owner')
      },
    })
    return {
      owner: async () => (await db.get('owner', 'memberId')) ?? null,
      setOwner: async (memberId) => void (await db.put('owner', memberId, 'memberId')),
      all: () => db.getAll('about'),
      async get(key) {
        const tx = db.transaction(['about', 'data'])
        const [about, data] = await Promise.all([
          tx.objectStore('about').get(key),
          tx.objectStore('data').get(key),
        ])
        return about && data !== undefined ? { ...about, data } : undefined
      },
      async change(kept, forgotten) {
        const tx = db.transaction(['about', 'data'], 'readwrite')
        const [abouts, datas] = [tx.objectStore('about'), tx.objectStore('data')]
        await Promise.all([
          ...forgotten.flatMap((key) => [abouts.delete(key), datas.delete(key)]),
          ...kept.flatMap(({ data, ...about }) => [abouts.put(about), datas.put(data, about.key)]),
          tx.done,
        ])
      },
      async clear() {
        const tx = db.transaction(['about', 'data', 'owner'], 'readwrite')
        await Promise.all([
          tx.objectStore('about').clear(),
          tx.objectStore('data').clear(),
          tx.objectStore('owner').clear(),
          tx.done,
        ])
      },
    }
  } catch {
    return memoryKeptStore()
  }
}

export function memoryKeptStore(): KeptStore {
  const kept = new Map<string, Kept>()
  let owner: string | null = null
  return {
    owner: async () => owner,
    setOwner: async (memberId) => {
      owner = memberId
    },
    all: async () => [...kept.values()].map(({ data: _, ...about }) => about),
    get: async (key) => structuredClone(kept.get(key)),
    change: async (added, forgotten) => {
      for (const key of forgotten) kept.delete(key)
      for (const one of added) kept.set(one.key, structuredClone(one))
    },
    clear: async () => {
      kept.clear()
      owner = null
    },
  }
}

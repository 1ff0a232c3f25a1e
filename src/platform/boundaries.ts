/**
 * The modules of Icebreaker and who may use whom. This file is data; `boundaries/` holds the machine that checks it.
 *
 * A module may use modules of lower layers that it lists in `uses`, and modules of its own layer that it lists in
 * `beside` (which may form no cycle). Every module may use `members`: work is always somebody's.
 * A new module is one entry here and one folder under `src/modules/`.
 */
export interface ModuleEntry {
  readonly layer: number
  /** Modules of lower layers; `'lower'` stands for all of them and is meant for layer 5, where screens compose. */
  readonly uses: readonly string[] | 'lower'
  /** Modules of the same layer. Say why in a comment. */
  readonly beside?: readonly string[]
}

export type ModuleList = Readonly<Record<string, ModuleEntry>>

export const modules = {
  members: { layer: 0, uses: [] },

  accounts: { layer: 1, uses: ['members'] },
  // A showcase or a reference is a customer of ours.
  proofs: { layer: 1, uses: ['members'], beside: ['accounts'] },

  people: { layer: 2, uses: ['members', 'accounts'] },
  // A rival's representative has ties with the customer's people, and a satisfaction was told by somebody.
  rivals: { layer: 2, uses: ['members', 'accounts'], beside: ['people'] },
  // A step of the procurement process belongs to a person; a lost purchase went to a rival.
  projects: { layer: 2, uses: ['members', 'accounts'], beside: ['people', 'rivals'] },

  // A role or a stance names the visit it was learnt in, and coverage is derived from recorded visits. The way back
  // (the visit screen shows the map) is composed in `field`, so `visits` never needs `chain`.
  chain: { layer: 3, uses: ['members', 'accounts', 'people', 'rivals', 'projects'], beside: ['visits'] },
  visits: { layer: 3, uses: ['members', 'accounts', 'proofs', 'people', 'projects'] },

  needs: { layer: 4, uses: ['members', 'accounts', 'people', 'projects', 'visits'] },
  // A match joins a need to a product; a benefit without a need is only an advantage.
  pitches: {
    layer: 4,
    uses: ['members', 'accounts', 'proofs', 'people', 'rivals', 'projects', 'visits'],
    beside: ['needs'],
  },
  // A line of the playbook suits a buying role, and the role of whoever objects is taken from the chain.
  objections: { layer: 4, uses: ['members', 'accounts', 'proofs', 'people', 'projects', 'chain', 'visits'] },
  commitments: { layer: 4, uses: ['members', 'accounts', 'people', 'projects', 'visits'] },
  care: { layer: 4, uses: ['members', 'accounts', 'people', 'visits'] },
  // A way to somebody leads over levels of relationship, recorded visits and ties.
  introductions: { layer: 4, uses: ['members', 'accounts', 'people', 'projects', 'chain', 'visits'] },

  dossier: { layer: 5, uses: 'lower' },
  field: { layer: 5, uses: 'lower' },
  // Not built yet: its place is kept.
  handovers: { layer: 5, uses: 'lower' },
  insights: { layer: 5, uses: 'lower' },
  exchange: { layer: 5, uses: 'lower' },
  search: { layer: 5, uses: 'lower' },
} as const satisfies ModuleList

/** What a rule forgives, each with its reason. `what` is a table, or a path from the root of the repository. */
export interface Exception {
  readonly rule: 'tenant-table' | 'default-export' | 'plain-name' | 'sql-in-stores'
  /** An exact name, or a beginning followed by `*`. */
  readonly what: string
  readonly because: string
}

export const exceptions: readonly Exception[] = [
  {
    rule: 'tenant-table',
    what: 'auth_*',
    because:
      'identity comes before an organisation: better-auth looks a user up before anyone knows which one is meant',
  },
  {
    rule: 'tenant-table',
    what: 'org_directory',
    because:
      'work that goes round all organisations must know their ids before it enters one; it holds ids alone',
  },
  {
    rule: 'default-export',
    what: 'e2e/support/global-setup.ts',
    because: 'Playwright takes a global setup by its default export alone',
  },
]

/** Every module `name` may use, itself excluded. Unknown names give none. */
export function mayUse(name: string, list: ModuleList = modules): Set<string> {
  const entry = list[name]
  if (!entry) return new Set()
  const lower = Object.keys(list).filter((other) => list[other]!.layer < entry.layer)
  const everyone = lower.filter((other) => other === 'members')
  return new Set([...(entry.uses === 'lower' ? lower : entry.uses), ...(entry.beside ?? []), ...everyone])
}

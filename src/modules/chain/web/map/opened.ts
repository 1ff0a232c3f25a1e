import { newId } from '#platform/contract/fields.ts'
import type { ChainMap } from '../../chain.contract.ts'

export type Post = ChainMap['posts'][number]

/** The sheet that is open over the map, and what it is about. */
export type Opened =
  | { what: 'menu' | 'move' | 'post'; id: string }
  | { what: 'new-post'; post: Post }
  | { what: 'unit'; id: string }
  | { what: 'new-unit'; id: string; parentId: string | null }
  /** Ties between the same two. */
  | { what: 'ties'; ids: readonly string[] }
  | { what: 'keys' | 'export' | 'steps' }

/** A post that is not on the chart yet: where it would stand, held by somebody we do not know. */
export function newPost(over: Partial<Post>): Opened {
  const empty = { title: '', unitId: null, reportsToId: null, dottedToIds: [] }
  return { what: 'new-post', post: { id: newId(), ...empty, vacant: false, holderUnknown: true, ...over } }
}

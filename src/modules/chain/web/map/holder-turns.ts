import type { Holding } from '#modules/people/people.contract.ts'

/** A change of who holds a post, as it is taken back: what one employment said before, and what it says now. */
export interface HolderTurn {
  personId: string
  accountId: string
  employmentId: string
  /** Null: it was not there. */
  was: Holding | null
  /** Null: it is not there. */
  is: Holding | null
  /** The version of what is there. */
  version: number | null
  /** A contact made on the way: put away with it, brought back with it. Null where we knew them before. */
  made: { version: number; archived: boolean } | null
}

/** What to send to turn it: it is to say again what it said, if it still says what it says. */
export function turnBody({ accountId, employmentId, was, version, made }: HolderTurn) {
  return {
    accountId,
    employmentId,
    seen: version,
    to: was,
    person: made && { version: made.version, archived: !made.archived },
  }
}

/** Once it is turned: the way forth again. */
export function turnedHolder(
  turn: HolderTurn,
  answer: { employmentVersion: number | null; personVersion: number },
): HolderTurn {
  const { was, is, made } = turn
  return {
    ...turn,
    was: is,
    is: was,
    version: answer.employmentVersion,
    made: made && { version: answer.personVersion, archived: !made.archived },
  }
}

/**
 * What an employment says of itself. A title or a department that is the post's is not its own: it follows the post.
 * @param post that it is held at
 */
export function holdingOf(
  { postId, title, unitId, since, until }: Holding,
  post: { title: string; unitId: string | null } | undefined,
): Holding {
  const own = postId !== null && post !== undefined
  return {
    postId,
    title: own && title === post.title ? '' : title,
    unitId: own && unitId === post.unitId ? null : unitId,
    since,
    until,
  }
}

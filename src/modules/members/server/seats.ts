import { newId } from '#platform/contract/fields.ts'
import { invalidField, ProblemError } from '#platform/contract/problem.ts'
import type { Role } from '#platform/contract/roles.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import { MEMBERS_PROBLEMS } from '../members.contract.ts'
import { JOIN_DAYS } from '../members.rules.ts'
import { requireGoodPassword } from './context.ts'
import { hashPassword } from './identity.ts'
import { insertIdentity } from './identity-store.ts'
import { insertInvitation } from './invitation-store.ts'
import { makeLink } from './links.ts'
import { findMemberByEmail, insertMember } from './member-store.ts'
import { announceChange } from './organisation-store.ts'

export interface MemberToAdd {
  /** Made by the caller, so that adding again is noticed; new if left out. */
  id?: string
  name: string
  /** Needed to sign in; an import may not know it. */
  email?: string | null
  role: Role
  teamId?: string | null
  locale?: Locale
  /** With one, the member signs in at once; without, it is known by name until invited. */
  password?: string
}

/**
 * A new member, for the command line, imports and the story. Whether the caller may do this is the caller's to check.
 * @throws `members.email-taken`; field problem `password` if it is not good enough
 */
export async function addMember(tx: Tx, given: MemberToAdd): Promise<{ memberId: string }> {
  const { name, role, teamId = null, locale = 'zh-CN', password } = given
  const email = given.email?.toLowerCase() ?? null
  const memberId = given.id ?? newId()
  if (email !== null && (await findMemberByEmail(tx, email)))
    throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  let userId: string | null = null
  if (password !== undefined) {
    if (email === null) throw invalidField('email', 'required')
    requireGoodPassword('password', password, [email, name])
    userId = await insertIdentity(tx, { name, email, passwordHash: await hashPassword(password) })
    if (!userId) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  }
  await insertMember(tx, { id: memberId, name, email, role, teamId, locale, userId })
  const subject = { kind: 'member', id: memberId }
  await record(tx, {
    kind: userId ? 'members.joined' : 'members.added',
    subject,
    accountId: null,
    data: { role, teamId },
  })
  await announceChange(tx)
  return { memberId }
}

/**
 * An invitation made outside a request, by the command line.
 * @param invitedById a member in whose name it is made; `tx.memberId` should be the same
 * @param origin where the reader will open the link, e.g. `http://127.0.0.1:3000`
 * @returns the link, which is shown this once
 */
export async function inviteMember(
  tx: Tx,
  given: {
    name: string
    email: string
    role: Role
    teamId?: string | null
    memberId?: string | null
    locale?: Locale
    invitedById: string
    origin: string
  },
): Promise<{ invitationId: string; link: string }> {
  const id = newId()
  const { teamId = null, memberId = null, locale = 'zh-CN' } = given
  const known = await findMemberByEmail(tx, given.email)
  if (known && known.id !== memberId) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  await insertInvitation(tx, { ...given, id, teamId, memberId, locale, purpose: 'join', days: JOIN_DAYS })
  await record(tx, {
    kind: 'members.invited',
    subject: { kind: 'invitation', id },
    accountId: null,
    data: { role: given.role, teamId },
  })
  return { invitationId: id, link: await makeLink(tx, id, given.origin) }
}

import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '#platform/server/tx.ts'
import { insertLink } from './identity-store.ts'

/** A link's token as the database knows it. It has 256 random bits, so a plain hash gives nothing away. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(`icebreaker link ${token}`).digest()
}

/**
 * Makes a new link for an invitation; its token is nowhere but in the answer.
 * @param origin e.g. `https://crm.example.cn`
 * @returns the address to open. The token stands behind `#`, which browsers do not send: so no log and no referrer has it
 */
export async function makeLink(tx: Tx, invitationId: string, origin: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertLink(tx, tokenHash(token), invitationId)
  return `${origin}/join#${token}`
}

import { z } from 'zod'
import { visibleAccountNames } from '#modules/accounts/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { id, moment } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  archiveProof,
  changeProof,
  createProof,
  getProof,
  listProofs,
  type Proof,
  restoreProof,
} from '../proofs.contract.ts'
import { daysAfter, EXPIRING_DAYS, validityOn } from '../proofs.rules.ts'
import * as store from './store.ts'

export const proofRoutes = [
  on(listProofs, async ({ actor, tx, query }) => {
    const { cursor, validity, ...filter } = query
    const after = startOf(cursor)
    const rows = await store.listProofs(tx, actor, { ...filter, ...span(validity, today(actor.zone)), after })
    const { items, next } = toPage(rows, query.limit, (row) => [row.createdAt, row.id])
    return { items: items.map((row) => withValidity(row, actor.zone)), next }
  }),

  on(getProof, async ({ actor, tx, params }) => read(tx, actor, params.proofId)),

  on(createProof, async ({ actor, tx, body }) => {
    await checkAccount(tx, actor, body.accountId)
    await Promise.all([
      store.insertProof(tx, body),
      store.indexProof(tx, body),
      record(tx, event('proofs.created', body.id, { kind: body.kind })),
    ])
    return read(tx, actor, body.id)
  }),

  on(changeProof, async ({ actor, tx, params: { proofId }, body }) => {
    const { version, ...given } = body
    const before = await read(tx, actor, proofId)
    const held: store.ProofFields = { ...before, accountId: before.account?.id ?? null }
    const fields = (Object.keys(given) as (keyof store.ProofFields)[]).filter(
      (key) => given[key] !== undefined && JSON.stringify(given[key]) !== JSON.stringify(held[key]),
    )
    if (fields.length === 0) return before
    if (fields.includes('accountId')) await checkAccount(tx, actor, given.accountId ?? null)
    const change = Object.fromEntries(fields.map((key) => [key, given[key]]))
    if (!(await store.updateProof(tx, proofId, version, change)))
      throw conflict(await read(tx, actor, proofId))
    const proof = await read(tx, actor, proofId)
    await Promise.all([
      fields.includes('title') || fields.includes('issuer') ? store.indexProof(tx, proof) : undefined,
      record(tx, event('proofs.changed', proofId, { fields })),
    ])
    return proof
  }),

  on(archiveProof, async ({ actor, tx, params: { proofId } }) => {
    if (await store.setArchived(tx, proofId, true))
      await Promise.all([store.unindexProof(tx, proofId), record(tx, event('proofs.archived', proofId))])
    return read(tx, actor, proofId)
  }),

  on(restoreProof, async ({ actor, tx, params: { proofId } }) => {
    const restored = await store.setArchived(tx, proofId, false)
    const proof = await read(tx, actor, proofId)
    if (restored)
      await Promise.all([store.indexProof(tx, proof), record(tx, event('proofs.restored', proofId))])
    return proof
  }),
]

/** These proofs as the actor may see them, by id; unknown ids are left out. One query. */
export async function proofsByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, Proof>> {
  const rows = await store.readProofs(tx, actor, ids)
  return new Map(rows.map((row) => [row.id, withValidity(row, actor.zone)]))
}

async function read(tx: Tx, actor: Actor, proofId: string): Promise<Proof> {
  const [row] = await store.readProofs(tx, actor, [proofId])
  if (!row) throw notFound()
  return withValidity(row, actor.zone)
}

function withValidity(row: store.ProofRow, zone: string): Proof {
  return { ...row, validity: validityOn(today(zone), row.validUntil) }
}

/** The days between which a proof of this validity ends. */
function span(validity: Proof['validity'] | undefined, present: string) {
  const soon = daysAfter(present, EXPIRING_DAYS + 1)
  if (validity === 'expired') return { endsBefore: present }
  if (validity === 'expiring') return { endsFrom: present, endsBefore: soon }
  if (validity === 'valid') return { endsFrom: soon, orNever: true }
  return {}
}

/** A proof may only be about an account its writer may see. */
async function checkAccount(tx: Tx, actor: Actor, accountId: string | null): Promise<void> {
  if (accountId && !(await visibleAccountNames(tx, actor, [accountId])).has(accountId))
    throw invalidField('accountId', 'not-found')
}

function event(kind: string, id: string, data: Record<string, unknown> = {}) {
  return { kind, subject: { kind: 'proof', id }, accountId: null, data }
}

/** Where the page begins; a cursor that is none of ours begins at the first. */
function startOf(cursor: string | undefined): [string, string] | null {
  const start = z.tuple([moment, id]).safeParse(decodeCursor(cursor, 2))
  return start.success ? start.data : null
}

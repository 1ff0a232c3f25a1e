import type { Proof } from '#modules/proofs/proofs.contract.ts'
import { proofsByIds } from '#modules/proofs/server/index.ts'
import { invalidField, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { type CitedProof, cardsProblems } from '../cards.contract.ts'
import { backs, evidenceState } from '../cards.rules.ts'

/** The proofs behind cards and tests, by id; one query. */
export async function proofsBehind(
  tx: Tx,
  actor: Actor,
  ids: readonly (string | null)[],
): Promise<Map<string, Proof>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  return wanted.length === 0 ? new Map() : proofsByIds(tx, actor, wanted)
}

export function cited(proofs: ReadonlyMap<string, Proof>, id: string | null): CitedProof | null {
  const proof = id === null ? undefined : proofs.get(id)
  if (!proof) return null
  return {
    id: proof.id,
    title: proof.title,
    kind: proof.kind,
    validUntil: proof.validUntil,
    state: evidenceState(proof),
  }
}

/** Refuses what is no evidence: a proof that is not there, has run out, or must not be quoted to customers. */
export async function checkProof(tx: Tx, actor: Actor, id: string | null): Promise<void> {
  if (id === null) return
  const proof = (await proofsByIds(tx, actor, [id])).get(id)
  if (!proof) throw invalidField('proofId', 'not-found')
  if (!proof.citable) throw invalidField('proofId', 'not-citable')
  if (!backs(evidenceState(proof))) throw new ProblemError(cardsProblems.proofExpired)
}

import { accountNames, loadAccountRight } from '#modules/accounts/server/index.ts'
import { notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { FactValue } from '../dossier.contract.ts'
import { catalogue } from '../people.rules.ts'
import {
  acceptTieProposal,
  dismissTieProposal,
  listAccountTieProposals,
  listPersonTieProposals,
  type ProposedKind,
  type TieProposal,
  tieProposalProblems,
} from '../tie-proposals.contract.ts'
import { type Likeness, likeness, pairOf, type SharedFact } from '../tie-proposals.rules.ts'
import { listFieldChanges } from './dossier-store.ts'
import { loadPerson, loadPersonalPerson, type PersonRight } from './guard.ts'
import { headsByIds } from './person-store.ts'
import { tieAnswer } from './tie-handlers.ts'
import {
  deleteDismissal,
  insertDismissal,
  MOST_PAIRS,
  type ProposalScope,
  type SharedRow,
  sharedEmployers,
  sharedFacts,
} from './tie-proposal-store.ts'
import { findTie, holdPair, insertTie, supersedeTies } from './tie-store.ts'

/** Proposals answered at most. */
const MOST = 100

interface Found extends Likeness {
  kind: ProposedKind
  personId: string
  otherId: string
  dismissed: boolean
  factIds: string[]
}

const FIELD_OF: Record<string, ProposedKind> = {
  hometown: 'townsman',
  schools: 'schoolmate',
  career: 'former_colleague',
}

/**
 * What dossiers of a scope suggest, the strongest first, one per pair and kind. The caller has made sure that the personal
 * layer of the scope's account is open to the actor.
 */
async function suggested(
  tx: Tx,
  actor: Actor,
  scope: ProposalScope,
  dismissed: boolean,
): Promise<{ found: Found[]; more: boolean }> {
  const fields = catalogue(await listFieldChanges(tx))
    .filter((field) => FIELD_OF[field.key] && !field.hidden && field.class !== 'sensitive')
    .map((field) => field.key)
  const [facts, employers] = await Promise.all([
    sharedFacts(tx, actor, scope, fields, dismissed),
    sharedEmployers(tx, actor, scope, dismissed),
  ])
  const best = new Map<string, Found>()
  for (const row of [...facts, ...employers]) {
    const { lowId, highId } = pairOf(row.personId, row.otherId)
    const key = `${row.kind} ${lowId} ${highId}`
    const like = likeness(row.kind, side(row, 'own'), side(row, 'other'))
    const known = best.get(key)
    if (!known || like.strength > known.strength) best.set(key, { ...row, ...like })
  }
  const found = [...best.values()].sort((a, b) => b.strength - a.strength || (a.otherId < b.otherId ? -1 : 1))
  return {
    found: found.slice(0, MOST),
    more: found.length > MOST || facts.length > MOST_PAIRS || employers.length > MOST_PAIRS,
  }
}

function side(row: SharedRow, which: 'own' | 'other'): SharedFact {
  const own = which === 'own'
  const value: FactValue | null = own ? row.value : row.otherValue
  if (value?.shape === 'school') return { words: value.school, from: value.from, to: value.to }
  if (value?.shape === 'text' && row.kind === 'townsman')
    return {
      words: value.text,
      city: own ? row.city : row.otherCity,
      county: own ? row.county : row.otherCounty,
    }
  // A line of a career speaks of more than the employer; its name without ornament is what both have in common.
  if (value?.shape === 'text') return { words: row.city ?? value.text, line: value.text }
  const year = (day: string | null) => (day === null ? null : Number(day.slice(0, 4)))
  return {
    words: row.employer ?? '',
    from: year(own ? row.since : row.otherSince),
    to: year(own ? row.until : row.otherUntil),
  }
}

/** With the names of both ends: two queries, however many proposals. */
async function answered(
  tx: Tx,
  actor: Actor,
  scope: ProposalScope,
  right: { write: boolean },
  asked: { dismissed?: string | undefined },
): Promise<{ items: TieProposal[]; more: boolean; withheld: boolean }> {
  const { found, more } = await suggested(tx, actor, scope, asked.dismissed === 'true')
  const heads = await headsByIds(tx, actor, [...new Set(found.flatMap((f) => [f.personId, f.otherId]))])
  const byId = new Map(heads.map((head) => [head.id, head]))
  const accounts = await accountNames(tx, [...new Set(heads.map((head) => head.accountId))])
  const end = (id: string) => {
    const head = byId.get(id)
    if (!head) return undefined
    const { accountId, name, title } = head
    return { id, name, title, accountId, accountName: accounts.get(accountId) ?? '' }
  }
  const items = found.flatMap((f) => {
    const person = end(f.personId)
    const other = end(f.otherId)
    if (!person || !other) return []
    const { kind, strength, reason, dismissed } = f
    return [{ kind, person, other, strength, reason, dismissed, canWrite: right.write }]
  })
  return { items, more, withheld: false }
}

const WITHHELD = { items: [], more: false, withheld: true }

/**
 * Unconfirmed ties of a person, for those who look for a way to them. The caller has passed the person's guard; without
 * the personal layer there are none.
 */
export async function tieProposalsOf(tx: Tx, actor: Actor, right: PersonRight): Promise<TieProposal[]> {
  if (!right.personal || right.person.erasedAt) return []
  const scope = { accountId: right.accountId, personId: right.person.id }
  return (await answered(tx, actor, scope, right, {})).items
}

/** The other end of a proposal. @throws not found or forbidden, unless the personal layer of both is open to the actor */
async function loadOther(tx: Tx, actor: Actor, otherId: string): Promise<PersonRight> {
  const other = await loadPerson(tx, actor, otherId)
  if (other.person.erasedAt) throw notFound()
  if (!other.personal) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
  return other
}

export const tieProposalRoutes: Route[] = [
  on(listPersonTieProposals, async ({ actor, tx, params, query }) => {
    const right = await loadPerson(tx, actor, params.personId)
    if (!right.personal) return WITHHELD
    const scope = { accountId: right.accountId, personId: params.personId }
    return answered(tx, actor, scope, right, query)
  }),

  on(listAccountTieProposals, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    if (!right.personal) return WITHHELD
    return answered(tx, actor, { accountId: params.accountId }, right, query)
  }),

  on(acceptTieProposal, async ({ actor, tx, params, body }) => {
    const right = await loadPersonalPerson(tx, actor, params.personId)
    await loadOther(tx, actor, body.otherId)
    await holdPair(tx, params.personId, body.otherId)
    // Read again: the dossier may have changed, or somebody may have accepted it a moment ago.
    const scope = { accountId: right.accountId, personId: params.personId, otherId: body.otherId }
    const { found } = await suggested(tx, actor, scope, false)
    const proposal = found.find((one) => one.kind === body.kind)
    if (!proposal) throw new ProblemError(tieProposalProblems.gone)
    const tie = {
      id: body.id,
      fromId: params.personId,
      toId: body.otherId,
      kind: body.kind,
      strength: proposal.strength,
      mutual: true,
      evidence: body.evidence,
      source: { kind: 'person' as const, id: params.personId, note: '' },
      confidence: 'inferred' as const,
      fromFacts: proposal.factIds,
    }
    await supersedeTies(tx, tie, null)
    await insertTie(tx, tie)
    await record(tx, {
      kind: 'people.tied',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { tieId: body.id, toId: body.otherId, factIds: proposal.factIds },
    })
    const written = await findTie(tx, actor, body.id)
    const answer = written && tieAnswer(written, params.personId)
    if (!answer) throw notFound()
    return answer
  }),

  on(dismissTieProposal, async ({ actor, tx, params, body }) => {
    const right = await loadPersonalPerson(tx, actor, params.personId)
    await loadOther(tx, actor, body.otherId)
    const pair = { ...pairOf(params.personId, body.otherId), kind: body.kind }
    if (body.dismissed) {
      const scope = { accountId: right.accountId, personId: params.personId, otherId: body.otherId }
      const { found } = await suggested(tx, actor, scope, false)
      if (!found.some((one) => one.kind === body.kind)) throw new ProblemError(tieProposalProblems.gone)
      await insertDismissal(tx, pair)
    } else await deleteDismissal(tx, pair)
    await record(tx, {
      kind: body.dismissed ? 'people.tie-dismissed' : 'people.tie-dismissal-withdrawn',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { otherId: body.otherId },
    })
  }),
]

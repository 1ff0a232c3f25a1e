import { findIntroductions } from '#modules/introductions/introductions.contract.ts'
import { TIE_KINDS } from '#modules/people/people.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Operation } from './operations.ts'

/** The best way to somebody among everybody. */
export const introductionOperation: Operation = {
  key: 'path',
  title: 'the way to a person',
  endpoint: findIntroductions,
  // Several hops, and a search in memory between the database and the answer.
  goal: 0.4,
  p99Goal: 200,
  inputs: (o) =>
    o.targetIds.map((personId) => ({ path: findIntroductions.path.replace(':personId', personId) })),
}

interface Crowd {
  orgId: string
  people: readonly { id: string; accountId: string }[]
  memberId: string
  /** A whole number below the one given, repeatable. */
  pick: (below: number) => number
}

/** Known by half a province: ties that lead to them are many times those of others. */
const HUBS = 20

/**
 * Three ties a person, most of them within the customer, some across, some to a few whom many know; and who was met on a
 * third of the visits, so that there are ways to begin with.
 * @returns people to ask the way to
 */
export async function loadTies(
  open: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { orgId, people, memberId, pick }: Crowd,
): Promise<string[]> {
  const beside = Map.groupBy(people, (one) => one.accountId)
  const other = (i: number): string => {
    const chance = pick(100)
    if (chance < 3) return people[pick(HUBS) * 7]?.id ?? ''
    const near = beside.get(people[i]?.accountId ?? '') ?? []
    const from = chance < 70 ? near : people
    return from[pick(from.length)]?.id ?? ''
  }
  for (let done = 0; done < people.length; done += 20_000) {
    const ties = people
      .slice(done, done + 20_000)
      .flatMap((one, i) =>
        [0, 1, 2]
          .map(() => ({ from: one.id, to: other(done + i), kind: pick(TIE_KINDS.length), strength: pick(6) }))
          .filter((tie) => tie.from !== tie.to && tie.to !== ''),
      )
    await open((tx) =>
      tx.query(
        `insert into tie (org_id, id, from_id, to_id, kind, strength, source_kind, confidence, asserted_by)
         select $1, r.id, r.a, r.b, r.kind, nullif(r.strength, 0), 'note', 'stated', $2
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::int[]) as r (id, a, b, kind, strength)`,
        [
          orgId,
          memberId,
          ties.map(() => newId()),
          ties.map((tie) => tie.from),
          ties.map((tie) => tie.to),
          ties.map((tie) => TIE_KINDS[tie.kind] ?? 'ally'),
          ties.map((tie) => tie.strength),
        ],
      ),
    )
  }
  await open((tx) =>
    tx.query(
      `insert into visit_person (org_id, visit_id, person_id, met, depth)
       select v.org_id, v.id, p.id, true, (array['brief', 'normal', 'in_depth'])[1 + v.n % 3]
       from (select org_id, id, account_id, row_number() over (order by id) as n from visit where org_id = $1) v
       cross join lateral (
         select id from person p where p.org_id = v.org_id and p.account_id = v.account_id
         order by id limit 1 offset (v.n / 3) % 3) p
       where v.n % 3 = 0`,
      [orgId],
    ),
  )
  const step = Math.max(1, Math.floor(people.length / 64))
  return people.filter((_, i) => i % step === 0).map((one) => one.id)
}

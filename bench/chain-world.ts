import { createUnitsAndPosts } from '#modules/accounts/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import type { Tx } from '#platform/server/tx.ts'

type Open = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
/** A repeatable number from 0 up to and without `below`. */
type Pick = (below: number) => number

/** Days the chain is asked for: each lies between other changes. */
export const PAST_DAYS = ['2026-02-10', '2026-03-20', '2026-04-25', '2026-06-05', '2026-07-15', '2026-09-01']
/** Since when the chart of the account with a past has stood. */
const BEGAN = '2026-01-05 08:00+08'

/** A chart of so many posts, each with up to six below it, in departments of fifteen. @returns the posts' ids, the first on top */
export async function loadChart(open: Open, accountId: string, count: number, since?: string) {
  const units = Array.from({ length: Math.ceil(count / 15) }, (_, i) => ({
    id: newId(),
    name: `部门${i}`,
    parentId: null,
  }))
  const ids = Array.from({ length: count }, () => newId())
  await open(async (tx) => {
    if (since) await tx.query(`set local app.chart_from = '${since}'`)
    await createUnitsAndPosts(
      tx,
      accountId,
      {
        units,
        posts: ids.map((id, i) => ({
          id,
          title: `岗位${i}`,
          unitId: units[i % units.length]?.id ?? null,
          reportsToId: i === 0 ? null : (ids[Math.floor((i - 1) / 6)] ?? null),
        })),
      },
      null,
    )
  })
  return ids
}

/**
 * A chart and a chain with a past: a third of the posts have had two other titles, forty people came onto the chain month by
 * month, and what is believed of each has changed four times.
 */
export async function loadPast(
  open: Open,
  accountId: string,
  postIds: readonly string[],
  personIds: readonly string[],
  pick: Pick,
): Promise<void> {
  await open(async (tx) => {
    await tx.query('update person set created_at = $3 where org_id = $1 and account_id = $2', [
      tx.orgId,
      accountId,
      BEGAN,
    ])
    await tx.query(
      'update employment set since = $3::timestamptz::date, created_at = $3 where org_id = $1 and account_id = $2',
      [tx.orgId, accountId, BEGAN],
    )
  })
  for (const [from, title] of [
    ['2026-03-02 08:00+08', '原岗'],
    ['2026-06-20 08:00+08', '新岗'],
  ])
    await open(async (tx) => {
      await tx.query(`set local app.chart_from = '${from}'`)
      await tx.query(
        `update post set title = $3 || substr(title, 3) where org_id = $1 and account_id = $2 and id = any($4::uuid[])`,
        [tx.orgId, accountId, title, postIds.filter((_, i) => i % 3 === 1)],
      )
    })

  const projectId = newId()
  const seated = personIds.slice(0, 40)
  await open(async (tx) => {
    await tx.query(
      `insert into project (org_id, id, account_id, owner_id, name, created_at) values ($1, $2, $3, $4, '基准项目', $5)`,
      [tx.orgId, projectId, accountId, tx.memberId, BEGAN],
    )
    const came = seated.map((_, i) => `2026-0${1 + (i % 8)}-08 02:00Z`)
    await tx.query(
      `insert into chain_seat (org_id, project_id, person_id, account_id, added_by, added_at)
       select $1, $2, p, $3, $4, at from unnest($5::uuid[], $6::timestamptz[]) as s (p, at)`,
      [tx.orgId, projectId, accountId, tx.memberId, seated, came],
    )
    await tx.query(
      `insert into chain_seating (org_id, project_id, person_id, account_id, added_by, added_at)
       select $1, $2, p, $3, $4, at from unnest($5::uuid[], $6::timestamptz[]) as s (p, at)`,
      [tx.orgId, projectId, accountId, tx.memberId, seated, came],
    )
    const claims = seated.flatMap((personId, i) =>
      (['buying_roles', 'stance', 'influence', 'business_result'] as const).flatMap((attribute) =>
        [0, 1, 2, 3, 4].map((turn) => ({
          personId,
          attribute,
          value: JSON.stringify(
            attribute === 'buying_roles'
              ? [['decider', 'user', 'influencer', 'purchaser', 'coach'][(i + turn) % 5]]
              : attribute === 'stance'
                ? pick(11) - 5
                : attribute === 'influence'
                  ? pick(11)
                  : `第${turn}次的说法`,
          ),
          at: `2026-0${1 + (i % 8)}-${10 + turn * 4} 02:00Z`,
          until: turn === 4 ? null : `2026-0${1 + (i % 8)}-${14 + turn * 4} 02:00Z`,
        })),
      ),
    )
    await tx.query(
      `insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, value, confidence, source_kind,
         asserted_by, asserted_at, superseded_at)
       select $1, gen_random_uuid(), $2, c.person, $3, c.attribute, c.value, 'stated', 'note', $4, c.at, c.until
       from unnest($5::uuid[], $6::text[], $7::jsonb[], $8::timestamptz[], $9::timestamptz[])
         as c (person, attribute, value, at, until)`,
      [
        tx.orgId,
        projectId,
        accountId,
        tx.memberId,
        claims.map((c) => c.personId),
        claims.map((c) => c.attribute),
        claims.map((c) => c.value),
        claims.map((c) => c.at),
        claims.map((c) => c.until),
      ],
    )
  })
}

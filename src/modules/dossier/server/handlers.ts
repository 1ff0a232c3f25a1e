import { loadAccountRight, organisationFacts, readAccount } from '#modules/accounts/server/index.ts'
import { OPEN_STAGES, PROJECT_STAGES } from '#modules/projects/projects.contract.ts'
import { today } from '#platform/contract/days.ts'
import { id } from '#platform/contract/fields.ts'
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts'
import { notFound } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { getTimeline, getUnknowns } from '../dossier.contract.ts'
import { type DossierFacts, foldHappenings, knownShare, unknownsOf } from '../dossier.rules.ts'
import { readTimeline, subjectNames, workFacts } from './store.ts'

const CLOSED_STAGES = PROJECT_STAGES.filter((stage) => !OPEN_STAGES.includes(stage))

/** Rows of the log read for each line asked for: an hour of typing is many saves. */
const ROWS_A_LINE = 6

export const dossierRoutes = [
  on(getTimeline, async ({ actor, tx, params: { accountId }, query }) => {
    // A cursor that is none of ours begins at the newest.
    const before = id.safeParse(decodeCursor(query.cursor, 1)?.[0]).data ?? null
    const [, rows] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      readTimeline(tx, accountId, before, query.limit * ROWS_A_LINE),
    ])
    const { lines: items, used } = foldHappenings(rows.slice(0, query.limit * ROWS_A_LINE), query.limit)
    const last = rows[used - 1]
    const next = last && used < rows.length ? encodeCursor([last.id]) : null
    const names = await subjectNames(tx, [...new Set(items.map((item) => item.subject.id))])
    return {
      items: items.map((item) => ({
        ...item,
        subject: { ...item.subject, name: names.get(item.subject.id) ?? null },
      })),
      next,
    }
  }),

  on(getUnknowns, async ({ actor, tx, params: { accountId } }) => {
    const [, account, organisation, work] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      readAccount(tx, actor, accountId),
      organisationFacts(tx, accountId),
      workFacts(tx, accountId, CLOSED_STAGES),
    ])
    if (!account) throw notFound()
    const facts: DossierFacts = {
      industry: account.industry !== null,
      industryNote: account.industryNote !== '',
      businessNote: account.businessNote !== '',
      ownership: account.ownership !== null,
      creditCode: account.creditCode !== null,
      size: account.employees !== null || account.revenue !== null,
      region: account.region !== '',
      owner: account.owner !== null,
      nextStep: account.nextStep !== '',
      nextStepOn: account.nextStepOn,
      lifecycle: account.lifecycle,
      ...organisation,
      ...work,
    }
    const unknowns = unknownsOf(facts, today(actor.zone))
    return { unknowns, known: knownShare(unknowns) }
  }),
]

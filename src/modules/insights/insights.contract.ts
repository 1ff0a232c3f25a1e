import { z } from 'zod'
import { PROJECT_STAGES } from '#modules/projects/projects.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, moment } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'

/** Figures counted from visits; each belongs to the host. */
export const VISIT_FIGURES = [
  'planned',
  'held',
  'prepared',
  'recorded',
  'unrecorded',
  'without_next',
  'order',
  'advance',
  'continuation',
  'no_sale',
  'not_judged',
] as const
/** Counted from commitments that are overdue today; they belong to whoever of us owes or follows up. */
export const COMMITMENT_FIGURES = ['overdue_ours', 'overdue_theirs'] as const
/** Counted from customers; they belong to the owner. */
export const ACCOUNT_FIGURES = ['accounts', 'accounts_quiet'] as const
/** Counted from projects; they belong to the owner. */
export const PROJECT_FIGURES = ['projects'] as const
export const FIGURES = [
  ...VISIT_FIGURES,
  ...COMMITMENT_FIGURES,
  ...ACCOUNT_FIGURES,
  ...PROJECT_FIGURES,
] as const
export type Figure = (typeof FIGURES)[number]
export type VisitFigure = (typeof VISIT_FIGURES)[number]
export type CommitmentFigure = (typeof COMMITMENT_FIGURES)[number]
export type AccountFigure = (typeof ACCOUNT_FIGURES)[number]

/** After this many days without a held visit, a customer counts as quiet. */
export const QUIET_DAYS = 60

/** Whose work, and of which time. The reader's days begin where the reader is, so the bounds are moments. */
const scope = {
  from: moment,
  to: moment,
  /** The reader's today: decides what is overdue. */
  today: day,
  /** This team and those below it. */
  teamId: id.optional(),
  memberId: id.optional(),
}

const count = z.number().int()
export const figures = z.object({
  planned: count,
  held: count,
  prepared: count,
  recorded: count,
  unrecorded: count,
  without_next: count,
  order: count,
  advance: count,
  continuation: count,
  no_sale: count,
  not_judged: count,
  overdue_ours: count,
  overdue_theirs: count,
  accounts: count,
  accounts_quiet: count,
  projects: count,
  /** Mean days from the end of a visit to its closed record; null where nothing was recorded. */
  recordDays: z.number().nullable(),
})
export type Figures = z.output<typeof figures>

export const stageSum = z.object({
  stage: z.enum(PROJECT_STAGES),
  currency: z.string(),
  count,
  /** Sum of the amounts that are known. */
  amount: z.number(),
  /** How many have no amount. */
  withoutAmount: count,
})
export type StageSum = z.output<typeof stageSum>

export const board = z.object({
  total: figures,
  reps: z.array(
    z.object({ memberId: id, name: z.string(), teamName: z.string(), left: z.boolean(), figures }),
  ),
  stages: z.array(stageSum),
  /** What the filter may be set to. */
  teams: z.array(z.object({ id, name: z.string(), parentId: id.nullable() })),
  members: z.array(z.object({ id, name: z.string() })),
})
export type Board = z.output<typeof board>

export const getBoard = endpoint({
  name: 'insights.board',
  method: 'GET',
  path: '/api/boards',
  can: 'boards.read',
  query: z.object(scope),
  ok: board,
})

export const figureRecord = z.object({
  id,
  kind: z.enum(['visit', 'commitment', 'account', 'project']),
  title: z.string(),
  accountId: id.nullable(),
  accountName: z.string(),
  /** Where it is opened: a commitment at the visit it was made in. */
  visitId: id.nullable(),
  memberName: z.string(),
  /** Planned, due, last visited or expected. */
  at: z.string().nullable(),
  /** Of visits: days from end to record. */
  days: z.number().nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  /** Visit state, outcome or project stage, as its module names it. */
  state: z.string(),
})
export type FigureRecord = z.output<typeof figureRecord>

/** The records behind a figure: chosen by the very condition that counts it. */
export const listRecords = endpoint({
  name: 'insights.records',
  method: 'GET',
  path: '/api/boards/records',
  can: 'boards.read',
  query: z.object({
    ...pageQuery,
    ...scope,
    figure: z.enum(FIGURES),
    stage: z.enum(PROJECT_STAGES).optional(),
  }),
  ok: page(figureRecord),
})

export const insightsEndpoints = [getBoard, listRecords] as const

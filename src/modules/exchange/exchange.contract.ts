import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, line, moment, newId } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

export const TARGETS = ['accounts', 'people', 'products', 'members', 'projects', 'organogram'] as const
/** What records an import makes; counts are kept by these. */
export const RECORD_KINDS = [
  'teams',
  'members',
  'products',
  'accounts',
  'units',
  'posts',
  'lines',
  'people',
  'facts',
  'projects',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]
export const RUN_STATES = [
  'uploaded',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const
export type RunState = (typeof RUN_STATES)[number]
export const PHASES = ['waiting', 'reading', 'writing', 'finishing', 'undoing'] as const
/** An upload larger than this is refused before and while it arrives. Bytes. */
export const LARGEST_UPLOAD = 512 * 1024 ** 2
export const MOST_FILES = 100
/** Days an uploaded file is kept. */
export const KEPT_DAYS = 7

export const exchangeProblems = {
  tooLarge: problem('exchange.file-too-large', 413),
  tooManyFiles: problem('exchange.too-many-files', 422),
  nothingToImport: problem('exchange.nothing-to-import', 422),
  questionsOpen: problem('exchange.questions-open', 422),
  fileUnreadable: problem('exchange.file-unreadable', 422),
  fieldMissing: problem('exchange.field-missing', 422),
  notAllowed: problem('exchange.not-allowed', 403),
  filesGone: problem('exchange.files-gone', 409),
  started: problem('exchange.started', 409),
  notRunning: problem('exchange.not-running', 409),
  notUndoable: problem('exchange.not-undoable', 409),
  failed: problem('exchange.failed', 500),
} as const

const run = z.object({ importId: id })
const file = z.object({ importId: id, fileId: id })
const params = z.record(z.string(), z.union([z.string(), z.number()]))

export const importProblem = z.object({
  file: z.string(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  /** A key of the exchange module's `readingProblems`. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'question']),
  params,
  value: z.string().nullable(),
})
export type ImportProblem = z.output<typeof importProblem>

export const importFile = z.object({
  id,
  name: z.string(),
  size: z.number(),
  format: z.enum(['csv', 'xlsx']).nullable(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  header: z.array(z.string()),
  /** The row that names the columns, 1-based; null where it is not known. */
  headerRow: z.number().int().nullable(),
  rows: z.number().int(),
  blankRows: z.number().int(),
  target: z.enum(TARGETS).nullable(),
  unreadable: importProblem.nullable(),
  problems: z.array(importProblem),
  /** The very same bytes were imported before and not taken back: when. */
  importedBefore: moment.nullable(),
})
export type ImportFile = z.output<typeof importFile>

const kindCounts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  /** Already there, as the file says it. */
  unchanged: z.number().int(),
  /** Not imported because of an error in the row. */
  skipped: z.number().int(),
})
export type KindCounts = z.output<typeof kindCounts>
export const counts = z.partialRecord(z.enum(RECORD_KINDS), kindCounts)
export type Counts = z.output<typeof counts>

export const problemCount = z.object({
  file: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'question']),
  count: z.number().int(),
  /** How many of them are kept one by one. */
  kept: z.number().int(),
  /** The first of them. */
  example: importProblem,
})
export type ProblemCount = z.output<typeof problemCount>

export const importRun = z.object({
  id,
  byId: id,
  byName: z.string(),
  state: z.enum(RUN_STATES),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  currency: z.string(),
  accountName: z.string(),
  files: z.array(importFile),
  progress: z.object({
    phase: z.enum(PHASES),
    file: z.string(),
    done: z.number().int(),
    total: z.number().int(),
    cancelling: z.boolean(),
  }),
  counts,
  problemCounts: z.array(problemCount),
  /** All of it is there, but new names are found by pinyin and initials only when they are filed. */
  namesWaiting: z.boolean(),
  /** Why it failed: a code of `exchange` or of the reading problems. */
  failure: z.object({ code: z.string(), params }).nullable(),
  undo: z
    .object({
      removed: z.partialRecord(z.enum(RECORD_KINDS), z.number().int()),
      restored: z.number().int(),
      kept: z.partialRecord(z.enum(RECORD_KINDS), z.number().int()),
    })
    .nullable(),
})
export type ImportRun = z.output<typeof importRun>

export const importRunItem = importRun
  .pick({
    id: true,
    byName: true,
    state: true,
    createdAt: true,
    finishedAt: true,
    counts: true,
  })
  .extend({ files: z.array(z.string()) })

export const question = z.object({
  id: z.string(),
  kind: z.enum(['target', 'column', 'dateOrder', 'numberStyle', 'unit', 'reference', 'choice', 'day']),
  fileId: id,
  column: z.string().nullable(),
  field: z.string().nullable(),
  value: z.string().nullable(),
  options: z.array(z.object({ key: z.string(), params })),
  proposed: z.string().nullable(),
  rows: z.number().int(),
  problem: importProblem,
  /** The option chosen; null while it is open. */
  answer: z.string().nullable(),
})
export type ImportQuestion = z.output<typeof question>

export const previewRow = z.object({
  row: z.number().int(),
  /** By field, as it will be stored. */
  values: z.record(z.string(), z.string()),
  problems: z.array(importProblem),
})

export const plannedFile = z.object({
  fileId: id,
  name: z.string(),
  target: z.enum(TARGETS).nullable(),
  /** The settled or best target first. */
  targets: z.array(z.enum(TARGETS)),
  columns: z.array(
    z.object({
      index: z.number().int(),
      column: z.string(),
      field: z.string().nullable(),
      ambiguous: z.boolean(),
      filled: z.number().int(),
      samples: z.array(z.string()),
    }),
  ),
  /** The fields a column of this target may become. */
  fields: z.array(z.object({ key: z.string(), required: z.boolean() })),
  rows: z.number().int(),
  questions: z.array(question),
  problems: z.array(importProblem),
  preview: z.array(previewRow),
})
export type PlannedImportFile = z.output<typeof plannedFile>

export const plan = z.object({
  files: z.array(plannedFile),
  open: z.number().int(),
  /** Required fields without a column, files without a target: what forbids to start. */
  blocked: z.boolean(),
})
export type Plan = z.output<typeof plan>

export const listImports = endpoint({
  name: 'exchange.list',
  method: 'GET',
  path: '/api/imports',
  can: 'import.run',
  query: z.object({ ...pageQuery }),
  ok: page(importRunItem),
})

export const createImport = endpoint({
  name: 'exchange.create',
  method: 'POST',
  path: '/api/imports',
  can: 'import.run',
  body: z.object({ id }),
  ok: importRun,
  touches: ['exchange'],
  sample: () => ({ id: newId() }),
})

export const getImport = endpoint({
  name: 'exchange.get',
  method: 'GET',
  path: '/api/imports/:importId',
  can: 'import.run',
  params: run,
  ok: importRun,
})

/** The body is the file's bytes; `name` is the name its owner knows. A file that cannot be read is answered with why. */
export const uploadImportFile = endpoint({
  name: 'exchange.upload',
  method: 'POST',
  path: '/api/imports/:importId/files/:fileId',
  can: 'import.run',
  params: file,
  query: z.object({ name: line(200) }),
  ok: importFile,
  stream: 'upload',
  bodyLimit: LARGEST_UPLOAD,
  problems: [exchangeProblems.tooLarge, exchangeProblems.tooManyFiles, exchangeProblems.started],
  touches: ['exchange'],
})

export const removeImportFile = endpoint({
  name: 'exchange.remove-file',
  method: 'DELETE',
  path: '/api/imports/:importId/files/:fileId',
  can: 'import.run',
  params: file,
  ok: null,
  problems: [exchangeProblems.started],
  touches: ['exchange'],
})

/** Reads the file anew, by another encoding or another sheet. */
export const rereadImportFile = endpoint({
  name: 'exchange.reread-file',
  method: 'PATCH',
  path: '/api/imports/:importId/files/:fileId',
  can: 'import.run',
  params: file,
  body: z.object({
    encoding: line(20).nullable().default(null),
    sheet: line(100).nullable().default(null),
    /** Which row names the columns, 1-based. */
    headerRow: z.number().int().min(1).max(10_000).nullable().default(null),
  }),
  ok: importFile,
  problems: [exchangeProblems.started, exchangeProblems.filesGone],
  touches: ['exchange'],
})

/** What each file is, what its columns become, what has to be answered, and how its first rows will look. */
export const planImportRun = endpoint({
  name: 'exchange.plan',
  method: 'GET',
  path: '/api/imports/:importId/plan',
  can: 'import.run',
  params: run,
  ok: plan,
  problems: [exchangeProblems.filesGone],
})

export const settleImport = endpoint({
  name: 'exchange.settle',
  method: 'PATCH',
  path: '/api/imports/:importId/settings',
  can: 'import.run',
  params: run,
  body: z.object({
    /** By the file's id. Null: as proposed again. */
    targets: z.record(id, z.enum(TARGETS).nullable()).default({}),
    /** By the file's id and the column's place: the field, '' to leave the column out, null as proposed again. */
    fields: z.record(id, z.record(z.string().regex(/^\d{1,4}$/), z.string().max(40).nullable())).default({}),
    /** By the question's id: the option's key, null to open it again. */
    answers: z.record(z.string().max(2000), z.string().max(500).nullable()).default({}),
    acceptProposals: z.boolean().default(false),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    accountName: line(200).optional(),
  }),
  ok: plan,
  problems: [exchangeProblems.started, exchangeProblems.filesGone],
  touches: ['exchange.get'],
})

export const startImport = endpoint({
  name: 'exchange.start',
  method: 'POST',
  path: '/api/imports/:importId/start',
  can: 'import.run',
  params: run,
  ok: importRun,
  problems: [
    exchangeProblems.started,
    exchangeProblems.questionsOpen,
    exchangeProblems.nothingToImport,
    exchangeProblems.fieldMissing,
    exchangeProblems.notAllowed,
    exchangeProblems.filesGone,
  ],
  touches: ['exchange.get', 'exchange.list'],
})

/** Asks a run to stop; what it has written so far goes with it. */
export const cancelImport = endpoint({
  name: 'exchange.cancel',
  method: 'POST',
  path: '/api/imports/:importId/cancel',
  can: 'import.run',
  params: run,
  ok: importRun,
  problems: [exchangeProblems.notRunning],
  touches: ['exchange.get', 'exchange.list'],
})

export const undoImport = endpoint({
  name: 'exchange.undo',
  method: 'POST',
  path: '/api/imports/:importId/undo',
  can: 'import.run',
  params: run,
  ok: importRun,
  problems: [exchangeProblems.notUndoable],
  touches: ['exchange', 'accounts', 'people', 'projects', 'pitches', 'members'],
})

/** Throws away what was uploaded and never run. */
export const discardImport = endpoint({
  name: 'exchange.discard',
  method: 'DELETE',
  path: '/api/imports/:importId',
  can: 'import.run',
  params: run,
  ok: null,
  problems: [exchangeProblems.started],
  touches: ['exchange.list'],
})

export const listImportProblems = endpoint({
  name: 'exchange.problems',
  method: 'GET',
  path: '/api/imports/:importId/problems',
  can: 'import.run',
  params: run,
  query: z.object({
    ...pageQuery,
    code: z.string().max(40).optional(),
    file: z.string().max(200).optional(),
  }),
  ok: page(importProblem.extend({ no: z.number().int() })),
})

export const downloadImportReport = endpoint({
  name: 'exchange.report',
  method: 'GET',
  path: '/api/imports/:importId/report',
  can: 'import.run',
  params: run,
  query: z.object({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  ok: null,
  stream: 'download',
})

/** The problems as a table for a spreadsheet; every text is made safe to open. */
export const downloadImportProblems = endpoint({
  name: 'exchange.problems-csv',
  method: 'GET',
  path: '/api/imports/:importId/problems.csv',
  can: 'import.run',
  params: run,
  query: z.object({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  ok: null,
  stream: 'download',
})

export const exchangeEndpoints = [
  listImports,
  createImport,
  getImport,
  uploadImportFile,
  removeImportFile,
  rereadImportFile,
  planImportRun,
  settleImport,
  startImport,
  cancelImport,
  undoImport,
  discardImport,
  listImportProblems,
  downloadImportReport,
  downloadImportProblems,
] as const

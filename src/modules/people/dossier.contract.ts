import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  classed,
  confidence,
  day,
  id,
  line,
  moment,
  newId,
  requiredLine,
  requiredText,
  source,
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/**
 * The catalogue a personal dossier starts with. `many`: several facts stand side by side (schools); otherwise a new fact
 * supersedes the one before. `shape` says what a value looks like. Religion, health and politics are not offered.
 */
export const DOSSIER_FIELDS = [
  { key: 'hometown', group: 'life', class: 'personal', shape: 'text', many: false },
  { key: 'schools', group: 'life', class: 'personal', shape: 'school', many: true },
  { key: 'hobbies', group: 'life', class: 'personal', shape: 'text', many: true },
  { key: 'family', group: 'life', class: 'sensitive', shape: 'family', many: true },
  { key: 'dates', group: 'life', class: 'sensitive', shape: 'date', many: true },
  { key: 'career', group: 'work', class: 'personal', shape: 'text', many: true },
  { key: 'standing', group: 'work', class: 'personal', shape: 'text', many: false },
  { key: 'colleagues', group: 'work', class: 'personal', shape: 'text', many: true },
  { key: 'goals', group: 'ambition', class: 'personal', shape: 'text', many: true },
  { key: 'aspirations', group: 'ambition', class: 'personal', shape: 'text', many: true },
  { key: 'communication', group: 'manner', class: 'personal', shape: 'text', many: false },
  { key: 'taboos', group: 'manner', class: 'sensitive', shape: 'text', many: true },
  { key: 'notes', group: 'manner', class: 'personal', shape: 'text', many: true },
] as const
export const DOSSIER_GROUPS = ['work', 'ambition', 'life', 'manner', 'own'] as const
export const DOSSIER_SHAPES = ['text', 'school', 'family', 'date'] as const

/** By what right we keep it: the person said so, it is public, it came with the work … */
export const BASES = ['told', 'public', 'work', 'third_party', 'observed'] as const
export const FAMILY = ['spouse', 'child', 'parent', 'sibling', 'other'] as const
export const DATES = ['birthday', 'wedding', 'joined', 'promoted', 'other'] as const
export const CALENDARS = ['solar', 'lunar'] as const

const year = z.number().int().min(1900).max(2200)
/** A key of a field: built in, or `own_…` of the organisation's own. */
export const fieldKey = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/)

/** A day as people remember it: without a year, without a day, by the moon, in a leap month. */
export const memorableDate = z.object({
  shape: z.literal('date'),
  what: z.enum(DATES),
  calendar: z.enum(CALENDARS).default('solar'),
  year: year.nullable().default(null),
  month: z.number().int().min(1).max(12).nullable().default(null),
  day: z.number().int().min(1).max(31).nullable().default(null),
  leapMonth: z.boolean().default(false),
  note: line(200).default(''),
})
export const factValue = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('text'), text: requiredText(2000) }),
  z.object({
    shape: z.literal('school'),
    school: requiredLine(120),
    study: line(120).default(''),
    from: year.nullable().default(null),
    to: year.nullable().default(null),
  }),
  z.object({ shape: z.literal('family'), relation: z.enum(FAMILY), text: requiredText(1000) }),
  memorableDate,
])
export type FactValue = z.output<typeof factValue>

export const dossierField = z.object({
  key: fieldKey,
  group: z.enum(DOSSIER_GROUPS),
  class: z.enum(['normal', 'personal', 'sensitive']),
  shape: z.enum(DOSSIER_SHAPES),
  many: z.boolean(),
  /** Empty for built-in fields, whose words are ours. */
  labelZh: z.string(),
  labelEn: z.string(),
  hidden: z.boolean(),
  version,
})
export type DossierField = z.output<typeof dossierField>

/** A fact as lists answer it. A sensitive one is `masked` and has no value here, ever: see `revealFact`. */
export const fact = z.object({
  id,
  field: fieldKey,
  class: z.enum(['normal', 'personal', 'sensitive']),
  masked: z.boolean(),
  value: classed(factValue.nullable(), 'personal'),
  basis: z.enum(BASES),
  source: source,
  confidence,
  assertedBy: id,
  assertedByName: z.string(),
  assertedAt: moment,
  expiresOn: day.nullable(),
  supersededAt: moment.nullable(),
  withdrawn: z.boolean(),
})
export type Fact = z.output<typeof fact>

const person = z.object({ personId: id })
export const dossierProblems = {
  wrongShape: problem('people.fact-wrong-shape', 422),
  unknownField: problem('people.fact-unknown-field', 422),
  superseded: problem('people.fact-superseded', 409),
} as const

export const listDossierFields = endpoint({
  name: 'people.dossier-fields',
  method: 'GET',
  path: '/api/dossier-fields',
  can: 'selling.read',
  ok: z.object({ items: z.array(dossierField) }),
})

/** Adds a field of one's own (`own_…`), relabels or hides it, or guards a field more closely; never less than it starts with. */
export const setDossierField = endpoint({
  name: 'people.set-dossier-field',
  method: 'PUT',
  path: '/api/dossier-fields/:fieldKey',
  can: 'organisation.manage',
  params: z.object({ fieldKey }),
  body: z.object({
    labelZh: line(40).default(''),
    labelEn: line(60).default(''),
    class: z.enum(['normal', 'personal', 'sensitive']),
    hidden: z.boolean().default(false),
    /** Null for a field that is not in the list yet, or has never been changed. */
    version: version.nullable().default(null),
  }),
  ok: dossierField,
  problems: [
    problem('people.field-class-lowered', 422),
    problem('people.field-not-ours', 422),
    problem('people.field-forbidden', 422),
  ],
  touches: ['people.dossier-fields', 'people.dossier'],
})

export const getDossier = endpoint({
  name: 'people.dossier',
  method: 'GET',
  path: '/api/people/:personId/dossier',
  can: 'personal.read',
  params: person,
  /** `withheld`: there may be facts, but they are not for you. */
  ok: z.object({ withheld: z.boolean(), canWrite: z.boolean(), facts: z.array(fact) }),
})

export const getFactHistory = endpoint({
  name: 'people.dossier-history',
  method: 'GET',
  path: '/api/people/:personId/dossier/history',
  can: 'personal.read',
  params: person,
  query: z.object({ field: fieldKey.optional(), ...pageQuery }),
  ok: page(fact).extend({ withheld: z.boolean() }),
})

export const assertFact = endpoint({
  name: 'people.assert-fact',
  method: 'POST',
  path: '/api/people/:personId/facts',
  can: 'selling.write',
  params: person,
  body: z.object({
    id,
    field: fieldKey,
    value: classed(factValue, 'personal'),
    basis: z.enum(BASES).default('told'),
    source: source.default({ kind: 'note', id: null, note: '' }),
    confidence: confidence.default('stated'),
    expiresOn: day.nullable().default(null),
    /** The fact this one replaces. Needless where the field holds only one. */
    supersedes: id.nullable().default(null),
  }),
  ok: fact,
  problems: Object.values(dossierProblems),
  touches: ['people.dossier', 'people.dossier-history'],
  sample: () => ({
    id: newId(),
    field: 'hobbies',
    value: { shape: 'text', text: '周末登山' },
  }),
})

/** Takes a fact back: it was wrong, or is no longer so. It stays in the history. */
export const withdrawFact = endpoint({
  name: 'people.withdraw-fact',
  method: 'POST',
  path: '/api/facts/:factId/withdrawal',
  can: 'selling.write',
  params: z.object({ factId: id }),
  ok: null,
  problems: [dossierProblems.superseded],
  touches: ['people.dossier', 'people.dossier-history'],
})

/** Shows one sensitive fact, and writes down who looked, at what, and why. */
export const revealFact = endpoint({
  name: 'people.reveal',
  method: 'POST',
  path: '/api/people/:personId/reveals',
  can: 'personal.read',
  params: person,
  body: z.object({
    factId: id,
    reason: text(300).refine((s) => [...s].length >= 4, { params: { code: 'reason-too-short' } }),
  }),
  ok: z.object({ factId: id, field: fieldKey, value: classed(factValue, 'sensitive') }),
  touches: ['people.all-reveals'],
  // The answer is sensitive: it must not be kept for a retry. Looking twice is written down twice.
  once: false,
  sample: (ids) => ({ factId: ids.factId, reason: '准备生日问候' }),
})

export const reveal = z.object({
  id,
  personId: id,
  personName: z.string(),
  accountId: id,
  field: fieldKey,
  byId: id,
  byName: z.string(),
  at: moment,
  reason: z.string(),
})
/** Who looked at sensitive facts: the supervisors above them and those who audit. */
export const listReveals = endpoint({
  name: 'people.all-reveals',
  method: 'GET',
  path: '/api/reveals',
  can: 'boards.read',
  query: z.object({ personId: id.optional(), ...pageQuery }),
  ok: page(reveal),
})

export const dossierEndpoints = [
  listDossierFields,
  setDossierField,
  getDossier,
  getFactHistory,
  assertFact,
  withdrawFact,
  revealFact,
  listReveals,
]

import { v7 } from 'uuid'
import { z } from 'zod'

/** A new id: UUIDv7, made by whoever creates the record, so that a repeated request is the same request. */
export function newId(): string {
  return v7()
}

export const id = z.uuid()
/** A calendar day, `YYYY-MM-DD`, without zone. */
export const day = z.iso.date()
/** A moment, ISO 8601 with zone. */
export const moment = z.iso.datetime({ offset: true })
/** The version of a row one has read; sent back with a change, so that a lost race is noticed. */
export const version = z.number().int().min(1)

/**
 * A line of human text, trimmed; NUL and lone surrogates are refused because PostgreSQL cannot keep them.
 * @param max characters
 */
export function line(max = 200) {
  return (
    z
      .string()
      .trim()
      .max(max)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
      .refine((s) => !/[\u0000-\u001f]/.test(s) && s.isWellFormed(), {
        params: { code: 'control-characters' },
      })
  )
}

/** One to many paragraphs of human text. */
export function text(max = 4000) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((s) => !s.includes('\u0000') && s.isWellFormed(), { params: { code: 'control-characters' } })
}

/** A line that must say something. */
export function requiredLine(max = 200) {
  return line(max).refine((s) => s.length > 0, { params: { code: 'required' } })
}
export function requiredText(max = 4000) {
  return text(max).refine((s) => s.length > 0, { params: { code: 'required' } })
}

/** A money amount with currency; two decimals. */
export const money = z.number().multipleOf(0.01).min(0).max(1e13)

/**
 * How sure we are, and where it comes from: every claim carries it (see vocabulary, Claims).
 * "Spoke with" is never evidence of "decides".
 */
export const CONFIDENCE = ['unknown', 'rumour', 'inferred', 'stated', 'confirmed'] as const
export const confidence = z.enum(CONFIDENCE)
export const SOURCES = ['visit', 'person', 'document', 'note'] as const
export const source = z.object({
  kind: z.enum(SOURCES),
  /** The visit's or the person's id. */
  id: id.nullable().default(null),
  note: line(300).default(''),
})

/**
 * The sensitivity of a field, as zod metadata. `sensitive` is never answered plainly, `personal` only to the account team.
 * The leak test plants a canary in every field so marked and looks for it in every answer.
 */
export type Sensitivity = 'normal' | 'personal' | 'sensitive'
export function classed<T extends z.ZodType>(schema: T, sensitivity: Sensitivity): T {
  return schema.meta({ sensitivity }) as T
}

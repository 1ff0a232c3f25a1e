import { z } from 'zod'
import type { EndpointSpec } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import { may, type Role } from '#platform/contract/roles.ts'
import type { Caller, TestAnswer } from './server.ts'

/**
 * What a text of the world is, and so who may read it. The world marks its texts; the walk looks for the marks in answers.
 * - `library`: products, proofs, rivals — everyone of the organisation
 * - `account`: what hangs on the customer — its team, those above, and the roles that see every account
 * - `personal`: the account team and those above; never service staff
 * - `sensitive`: nobody, in any list or record; only a reveal answers it
 * - `private`: the author alone
 */
export type Mark = 'library' | 'account' | 'personal' | 'sensitive' | 'private'
export const mark = (kind: Mark, text: string): string => `${text}〔${kind}〕`

/** Somebody who walks, and what they must never read. */
export interface Walker {
  name: string
  role: Role | null
  caller: Caller
  /** Of the same organisation as the world. */
  inside: boolean
  /** Stands on the account's team, or above it. */
  onTeam: boolean
  mustNotRead: readonly Mark[]
}

export interface World {
  /** Ids by field name: `accountId`, `personId`, … */
  ids: Record<string, string>
}

/** One thing that should not have been, in a sentence. */
export type Leak = string

/** Calls every endpoint as every walker, and says what leaked. Nothing leaked: an empty list. */
export async function walk(
  endpoints: readonly EndpointSpec[],
  world: World,
  walkers: readonly Walker[],
): Promise<Leak[]> {
  const leaks: Leak[] = []
  for (const walker of walkers) {
    for (const endpoint of endpoints) {
      const answer = await ask(endpoint, world, walker.caller)
      const where = `${endpoint.name} as ${walker.name} (${answer.status})`
      const denied = answer.status >= 400 && answer.status < 500
      if (answer.status >= 500)
        leaks.push(`${where}: it broke, and nobody can say what it would have told. ${answer.text}`)
      if (endpoint.can !== 'public') {
        if (walker.role === null && answer.status !== 401)
          leaks.push(`${where}: signed out, it should have answered 401.`)
        if (walker.role !== null && !may(walker.role, endpoint.can) && answer.status !== 403)
          leaks.push(`${where}: this role may not, it should have answered 403.`)
      }
      const named = hangsOnAccount(endpoint)
      if (walker.role !== null && !denied && named && !walker.inside)
        leaks.push(`${where}: it opened a record of another organisation by its id.`)
      if (walker.role === 'rep' && walker.inside && !walker.onTeam && !denied && named)
        leaks.push(`${where}: it opened a record of an account the reader is no part of.`)
      for (const kind of walker.mustNotRead) {
        if (answer.text.includes(`〔${kind}〕`)) leaks.push(`${where}: it told something ${kind}.`)
      }
      if (!walker.inside && walker.role !== null && endpoint.method === 'GET') {
        const foreign = Object.entries(world.ids).find(
          ([, id]) => answer.text.includes(id) && !endpoint.path.includes(':'),
        )
        if (foreign) leaks.push(`${where}: it told the id of another organisation's ${foreign[0]}.`)
      }
    }
  }
  return leaks
}

/** Records that belong to the account of the world, by the path parameter that names them. The rest is the organisation's. */
const OF_ACCOUNT =
  /^(account|person|project|visit|need|objection|commitment|unit|post|relation|objective|item|unknown|topic|channel|employment|fact|tie|step|installed|satisfaction|rivalRep|question|match|handling|attempt|serviceItem|referral|outcome|seat|edit)Id$/

function hangsOnAccount(endpoint: EndpointSpec): boolean {
  return [...endpoint.path.matchAll(/:(\w+)/g)].some(([, name]) => OF_ACCOUNT.test(name ?? ''))
}

/** The same request whoever asks: params from the world, the body from the endpoint's own sample or made from its schema. */
export async function ask(endpoint: EndpointSpec, world: World, caller: Caller): Promise<TestAnswer> {
  const params = Object.fromEntries(
    [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, valueFor(endpoint, name ?? '', world)]),
  )
  const body = endpoint.stream === 'upload' ? 'a,b\n1,2\n' : bodyFor(endpoint, world)
  const query = endpoint.query && sampleOf(jsonOf(endpoint.query), '', world)
  return caller.send(endpoint, {
    params,
    ...(query !== undefined && { query }),
    ...(body !== undefined && { body }),
  } as never)
}

function valueFor(endpoint: EndpointSpec, name: string, world: World): string {
  const known = world.ids[name]
  if (known) return known
  const schema =
    endpoint.params &&
    (z.toJSONSchema(endpoint.params as never, { io: 'input', unrepresentable: 'any' }) as Json)
  return String(sampleOf(schema?.properties?.[name] ?? {}, name, world))
}

function jsonOf(schema: unknown): Json {
  return z.toJSONSchema(schema as never, { io: 'input', unrepresentable: 'any' }) as Json
}

interface Json {
  type?: string | string[]
  properties?: Record<string, Json>
  required?: string[]
  anyOf?: Json[]
  oneOf?: Json[]
  enum?: unknown[]
  const?: unknown
  format?: string
  items?: Json
  minItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  default?: unknown
  exclusiveMinimum?: number
}

export function bodyFor(endpoint: EndpointSpec, world: World): unknown {
  if (endpoint.sample) return endpoint.sample(world.ids)
  if (!endpoint.body) return undefined
  return sampleOf(jsonOf(endpoint.body), '', world)
}

/** A value that fits a schema: ids from the world by their field's name, the first of an enumeration, a short text. */
function sampleOf(schema: Json, name: string, world: World): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf
  if (either) return sampleOf(either.find((s) => s.type !== 'null') ?? either[0] ?? {}, name, world)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key))
          .map(([key, of]) => [key, sampleOf(of, key, world)]),
      )
    case 'array':
      return (schema.minItems ?? 0) > 0 ? [sampleOf(schema.items ?? {}, name.replace(/s$/, ''), world)] : []
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return name === 'version'
        ? 1
        : Math.max(schema.minimum ?? 1, schema.exclusiveMinimum !== undefined ? 1 : 0)
    case 'string':
      if (schema.format === 'uuid') return name === 'id' ? newId() : (world.ids[name] ?? newId())
      if (schema.format === 'date') return '2026-12-01'
      if (schema.format === 'date-time') return '2026-12-01T02:00:00Z'
      if (schema.format === 'email') return `${newId()}@example.com`
      return '样例文字'.padEnd(schema.minLength ?? 0, '字')
    default:
      return '样例文字'
  }
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EndpointSpec } from '#platform/contract/endpoint.ts'
import { PLATFORM_PROBLEMS, type ProblemDeclaration } from '#platform/contract/problem.ts'
import { CAPABILITIES } from '#platform/contract/roles.ts'
import { serverModules } from './server-modules.ts'

/**
 * The OpenAPI 3.1 document of the whole contract, made from the same list the routes are made from.
 * `node src/openapi.ts` writes it to docs/openapi.json; a test refuses a document that lags behind.
 */
export function openapi(endpoints: readonly EndpointSpec[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const sorted = [...endpoints].sort(
    (a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method),
  )
  for (const endpoint of sorted) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(endpoint)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Icebreaker 破冰',
      version: '1',
      description:
        'Key-account selling, stage by stage. Every refusal is RFC 9457 with a code and no sentence: language belongs to the reader.',
    },
    tags: [...new Set(sorted.map((e) => e.name.split('.')[0]))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'icebreaker' } },
    },
  }
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    params: { type: 'object' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, params: { type: 'object' } },
      },
    },
    current: {},
    instance: { type: 'string' },
  },
}

function operation(endpoint: EndpointSpec): Record<string, unknown> {
  const roles = CAPABILITIES[endpoint.can]
  const success =
    endpoint.stream === 'download'
      ? { description: 'A file', content: { 'application/octet-stream': {} } }
      : endpoint.ok === null
        ? { description: 'Done' }
        : {
            description: 'Success',
            content: { 'application/json': { schema: schemaOf(endpoint.ok, 'output') } },
          }
  const status =
    endpoint.ok === null ? 204 : endpoint.method === 'POST' && endpoint.stream !== 'upload' ? 201 : 200
  return {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    'x-can': endpoint.can,
    'x-roles': roles ?? 'public',
    security: roles === null ? [] : [{ session: [] }],
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.stream === 'upload' && {
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
    }),
    ...(endpoint.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
      },
    }),
    responses: { [status]: success, ...refusals(endpoint) },
  }
}

function refusals(endpoint: EndpointSpec): Record<string, unknown> {
  const own: readonly ProblemDeclaration[] = endpoint.problems ?? []
  const common = [
    PLATFORM_PROBLEMS.invalid,
    ...(endpoint.can === 'public' ? [] : [PLATFORM_PROBLEMS.signedOut, PLATFORM_PROBLEMS.forbidden]),
  ]
  const byStatus = new Map<number, string[]>()
  for (const { status, code } of [...common, ...own])
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] }

function schemaOf(schema: unknown, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema as z.ZodType, {
    io,
    unrepresentable: 'any',
  }) as JsonSchema & { $schema?: string }
  return rest
}

function parameters(schema: unknown, place: 'path' | 'query'): unknown[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

/** Every endpoint the server answers. */
export function allEndpoints(): EndpointSpec[] {
  return serverModules.flatMap((module) => module.routes.map((route) => route.endpoint))
}

export const OPENAPI_FILE = join(import.meta.dirname, '..', 'docs', 'openapi.json')

if (import.meta.main) writeFileSync(OPENAPI_FILE, `${JSON.stringify(openapi(allEndpoints()), null, 1)}\n`)

import type { FastifyInstance } from 'fastify'
import type { CallOf, EndpointSpec } from '../contract/endpoint.ts'
import { newId } from '../contract/fields.ts'

export interface InProcessAnswer {
  status: number
  /** Parsed, if it is JSON. */
  body: unknown
  text: string
}

/** Sends a request to an app of this process, through everything a request from outside goes through but the wire. */
export async function sendInProcess<E extends EndpointSpec>(
  app: Pick<FastifyInstance, 'inject'>,
  endpoint: E,
  input: CallOf<E>,
  options: { headers?: Record<string, string>; key?: string } = {},
): Promise<InProcessAnswer> {
  const { params, query, body } = input as { params?: object; query?: object; body?: unknown }
  let url = endpoint.path
  for (const [name, value] of Object.entries(params ?? {}))
    url = url.replace(`:${name}`, encodeURIComponent(String(value)))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) for (const one of [value].flat()) search.append(name, String(one))
  }
  const answer = await app.inject({
    method: endpoint.method,
    url: search.size > 0 ? `${url}?${search}` : url,
    headers: {
      ...options.headers,
      ...(endpoint.method !== 'GET' && { 'idempotency-key': options.key ?? newId() }),
      ...(endpoint.stream === 'upload' && { 'content-type': 'application/octet-stream' }),
    },
    ...(body !== undefined && { payload: body as object }),
  })
  const json = String(answer.headers['content-type'] ?? '').includes('json')
  return { status: answer.statusCode, text: answer.body, body: json ? JSON.parse(answer.body) : undefined }
}

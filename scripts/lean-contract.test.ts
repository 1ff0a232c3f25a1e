import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { lean } from './lean-contract.ts'

const cut = (code: string) => lean(code, parseAst(code) as never)

describe('a contract on its way to the browser', () => {
  test('keeps of an endpoint what a call needs, and loses its schemas', () => {
    const code = `export const getVisit = endpoint({ name: 'visits.get', method: 'GET', path: '/api/visits/:visitId', can: 'selling.read',
      params: z.object({ visitId: id }), ok: visit, problems: [P.closed], touches: ['visits'] })`
    const made = cut(code)
    for (const kept of [
      "name: 'visits.get'",
      "method: 'GET'",
      "path: '/api/visits/:visitId'",
      "can: 'selling.read'",
      "touches: ['visits']",
    ])
      expect(made).toContain(kept)
    for (const lost of ['z.object', 'visitId: id', 'ok: visit', 'P.closed']) expect(made).not.toContain(lost)
    expect(made).toContain('/*@__PURE__*/ endpoint(')
  })

  test('still does what it did, where something uses a schema', () => {
    const made = cut('const z = { string: () => ({ max: (n) => n }) }; const name = z.string().max(60)')
    expect(new Function(`${made}; return name`)()).toBe(60)
    expect(made).toContain('/*@__PURE__*/ (() => (z.string().max(60)))()')
  })

  test('leaves alone what calls nothing', () => {
    const code = "export const STATES = ['open', 'closed']; export const isOpen = (state) => check(state)"
    expect(cut(code)).toBe(code)
  })

  test('with a body built elsewhere loses that too', () => {
    expect(cut('export const a = endpoint({ name: "a", body: change.extend({ id }), once: false })')).toBe(
      'export const a = /*@__PURE__*/ endpoint({ name: "a", body: undefined, once: false })',
    )
  })
})

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { allEndpoints, OPENAPI_FILE, openapi } from './openapi.ts'

it('docs/openapi.json is what the contract says; `node src/openapi.ts` brings it up to date', () => {
  const written: unknown = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(openapi(allEndpoints()))))
  expect(allEndpoints().length).toBeGreaterThan(50)
})

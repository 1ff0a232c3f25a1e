import { expect, test } from 'vitest'
import { z } from 'zod'
import { keptAnswers } from './kept-answers.ts'
import { serverModules } from './server-modules.ts'

const endpoints = serverModules.flatMap((module) => module.routes).map((route) => route.endpoint)
const named = (name: string) => endpoints.find((one) => one.name === name)
const schemaText = (name: string) =>
  JSON.stringify(z.toJSONSchema(named(name)?.ok as z.ZodType, { unrepresentable: 'any' }))

test.each(keptAnswers.names)(
  '%s may be kept on a device: it is read, and holds nothing sensitive',
  (name) => {
    expect(named(name)?.method, `${name} is no reading endpoint; was it renamed?`).toBe('GET')
    expect(schemaText(name)).not.toContain('"sensitivity":"sensitive"')
  },
)

test('what is sensitive would be noticed', () => {
  const reveal = endpoints.find((one) => one.ok && schemaText(one.name).includes('"sensitivity":"sensitive"'))
  expect(reveal?.name).toBe('people.reveal')
})

test('the dossiers of persons, and who looks after whom, stay on the server', () => {
  const outside = [
    'people.dossier',
    'people.dossier-history',
    'people.all-reveals',
    'members.list',
    'members.audit',
  ]
  for (const name of outside) {
    expect(named(name), `${name} was renamed`).toBeDefined()
    expect(keptAnswers.names).not.toContain(name)
  }
})

test('an older answer stands in only for what is kept at all', () => {
  for (const name of keptAnswers.orLatest) expect(keptAnswers.names).toContain(name)
})

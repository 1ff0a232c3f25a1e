import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

// Plain JavaScript, because it runs before anything is installed; loaded by address so that no types are asked of it.
const gates = await import(new URL('./gates.mjs', import.meta.url).href)
const { root } = await import(new URL('./install.mjs', import.meta.url).href)

const vitestFile = (name: string, status: string, tests: [string, string, string?][], message = '') => ({
  name: join(root, name),
  status,
  message,
  assertionResults: tests.map(([fullName, state, error]) => ({
    fullName,
    status: state,
    failureMessages: error ? [error] : [],
  })),
})

test('the sum counts tests, not files, and names each that failed with its error', () => {
  const counts = gates.readVitest({
    testResults: [
      vitestFile('src/a.test.ts', 'failed', [
        ['an account has an owner', 'passed'],
        ['a visit has an aim', 'failed', 'AssertionError: expected 1 to be 2\n    at /somewhere'],
        ['a thing for later', 'pending'],
      ]),
      vitestFile('src/b.test.ts', 'passed', [['it holds', 'passed']]),
    ],
  })
  expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
  expect(counts.failures[0]).toContain('src/a.test.ts › a visit has an aim')
  expect(counts.failures[0]).toContain('expected 1 to be 2')
  expect(counts.failures[0]).not.toContain('/somewhere')
})

test('a test file that cannot be loaded is a failure, though none of its tests failed', () => {
  const counts = gates.readVitest({
    testResults: [vitestFile('src/a.test.ts', 'failed', [], 'Cannot find module')],
  })
  expect(counts).toMatchObject({ passed: 0, failed: 1 })
  expect(counts.failures[0]).toContain('Cannot find module')
})

test('a browser journey is counted per device, and one that passes only at the second try has failed', () => {
  const journey = (projectName: string, status: string, message?: string) => ({
    projectName,
    status,
    results: [{ errors: message ? [{ message }] : [] }],
  })
  const counts = gates.readPlaywright({
    suites: [
      {
        title: 'visit.spec.ts',
        specs: [],
        suites: [
          {
            title: 'a visit',
            specs: [
              {
                title: 'from A to H',
                tests: [journey('phone', 'flaky', 'timeout'), journey('desktop', 'expected')],
              },
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'the server did not start' }],
  })
  expect(counts).toMatchObject({ passed: 1, failed: 2 })
  expect(counts.failures[0]).toContain('visit.spec.ts › a visit › from A to H › [phone]')
  expect(counts.failures[1]).toContain('the server did not start')
})

test('the last line is the plain sum, and the exit code follows it', () => {
  const result = (passed: number, failed: number) => ({
    name: 'unit',
    passed,
    failed,
    skipped: 0,
    seconds: 1,
    failures: [],
  })
  const lines: string[] = []
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((line: string) => void lines.push(...line.split('\n')))
  const codes = [[result(3, 0), result(4, 0)], [result(3, 0), result(4, 1)], [result(0, 0)]].map(
    (results) => [gates.report(results), lines.at(-1)],
  )
  log.mockRestore()
  expect(codes).toEqual([
    [0, '7 passed, 0 failed'],
    [1, '7 passed, 1 failed'],
    [1, '0 passed, 0 failed'],
  ])
})

import { expect, test } from 'vitest'
import { entryOf, precacheList } from './service-worker.ts'

const file = (name: string, content = name) => ({ name, content: Buffer.from(content) })

test('scripts are named by their content, so only the others carry a mark of it', () => {
  const [script, icon] = precacheList([file('icon.svg'), file('assets/index-A.js')])
  expect(script).toEqual({ url: '/assets/index-A.js', revision: null })
  expect(icon).toMatchObject({ url: '/icon.svg', revision: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(precacheList([file('icon.svg', 'another')])[0]?.revision).not.toBe(icon?.revision)
})

test('the page is not fetched ahead as a file: as a file it has neither nonce nor policy', () => {
  expect(precacheList([file('index.html')])).toEqual([])
})

test('what is very large waits until it is used', () => {
  expect(precacheList([file('assets/elk.js', 'x'.repeat(400_001))])).toEqual([])
})

test('a build is named by the script its page begins with', () => {
  expect(entryOf('<script type="module" crossorigin src="/assets/index-A.js"></script>')).toBe(
    '/assets/index-A.js',
  )
  expect(() => entryOf('<p>nothing</p>')).toThrow('names no script')
})

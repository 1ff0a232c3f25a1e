import { expect, test } from 'vitest'
import { isOfThisBuild } from './build-match.ts'

const page = '<script type="module" crossorigin src="/assets/index-AAAA.js"></script>'

test('a page is kept only with the scripts it names', () => {
  expect(isOfThisBuild(page, '/assets/index-AAAA.js')).toBe(true)
  expect(isOfThisBuild(page, '/assets/index-BBBB.js')).toBe(false)
})

test('the page of a hotel that wants to be paid is not taken for ours', () => {
  expect(isOfThisBuild('<h1>Welcome, guest</h1>', '/assets/index-AAAA.js')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { CATEGORIES, METHODS } from './objections.contract.ts'
import { assembleLine, missingParts } from './objections.rules.ts'
import { startersFor } from './starters.ts'

describe('a starter', () => {
  it('is there for every category and method in both languages, whole but for the proof of the occasion', () => {
    for (const locale of ['zh-CN', 'en'] as const)
      for (const category of CATEGORIES)
        for (const method of METHODS) {
          const starters = startersFor(category, method, locale)
          expect([category, method, starters.length > 0]).toEqual([category, method, true])
          for (const parts of starters) {
            expect(missingParts(parts)).toEqual(method === 'proof' ? ['proofId'] : [])
            const line = assembleLine(parts, locale)
            expect(line).not.toMatch(/[。？！]{2}|\?\?|\.\.|我理解我|undefined/)
            expect(/[一-鿿]/.test(line)).toBe(locale === 'zh-CN')
          }
        }
  })
})

import { expect, test } from 'vitest'
import { problemCodes } from '../problems.rules.ts'
import { readingProblems as en } from './problems.en.ts'
import { readingProblems as zh } from './problems.zh-CN.ts'

const used: Record<string, string | number> = { column: '列', value: '值' }
for (const name of 'size limit format part ratio found expected sheets sheet cell range encoding confidence count length first examples proposed rows file fields field loop key takenRow post orders days companion currency least most name day later changes guess was is until'.split(
  ' ',
))
  used[name] = 7

test('every problem has one sentence in both languages, with every number in it', () => {
  for (const code of problemCodes) {
    for (const words of [zh, en]) {
      const sentence = words[code](used)
      expect(sentence, code).toMatch(/[。？.?]$/)
      expect(sentence, code).not.toMatch(/undefined|NaN|\[object/)
    }
    expect(zh[code](used), code).toMatch(/\p{Script=Han}/u)
    expect(en[code]({ ...used, column: 'c', value: 'v' }), code).not.toMatch(/\p{Script=Han}/u)
  }
})

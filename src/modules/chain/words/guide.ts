import { defineWords } from '#platform/words/words.ts'
import { en } from './guide.en.ts'
import { zh } from './guide.zh-CN.ts'

export const guideWords = defineWords({ 'zh-CN': zh, en })

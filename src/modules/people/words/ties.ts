import { defineWords } from '#platform/words/words.ts'
import { en } from './ties.en.ts'
import { zh } from './ties.zh-CN.ts'

export const tieWords = defineWords({ 'zh-CN': zh, en })

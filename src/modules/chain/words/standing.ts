import { defineWords } from '#platform/words/words.ts'
import { en } from './standing.en.ts'
import { zh } from './standing.zh-CN.ts'

export const standingWords = defineWords({ 'zh-CN': zh, en })

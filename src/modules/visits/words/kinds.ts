import { defineWords } from '#platform/words/words.ts'
import { en } from './kinds.en.ts'
import { zh } from './kinds.zh-CN.ts'

export const kindWords = defineWords({ 'zh-CN': zh, en })

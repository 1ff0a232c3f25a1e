import { defineWords } from '#platform/words/words.ts'
import { en } from './whatif.en.ts'
import { zh } from './whatif.zh-CN.ts'

export const whatIfWords = defineWords({ 'zh-CN': zh, en })

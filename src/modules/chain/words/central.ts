import { defineWords } from '#platform/words/words.ts'
import { en } from './central.en.ts'
import { zh } from './central.zh-CN.ts'

export const centralWords = defineWords({ 'zh-CN': zh, en })

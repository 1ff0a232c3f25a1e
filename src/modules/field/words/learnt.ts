import { defineWords } from '#platform/words/words.ts'
import { en } from './learnt.en.ts'
import { zh } from './learnt.zh-CN.ts'

export const learntWords = defineWords({ 'zh-CN': zh, en })

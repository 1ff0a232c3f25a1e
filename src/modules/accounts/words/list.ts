import { defineWords } from '#platform/words/words.ts'
import { en } from './list.en.ts'
import { zh } from './list.zh-CN.ts'

export const listWords = defineWords({ 'zh-CN': zh, en })

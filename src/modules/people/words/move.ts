import { defineWords } from '#platform/words/words.ts'
import { en } from './move.en.ts'
import { zh } from './move.zh-CN.ts'

export const moveWords = defineWords({ 'zh-CN': zh, en })

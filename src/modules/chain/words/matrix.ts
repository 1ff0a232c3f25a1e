import { defineWords } from '#platform/words/words.ts'
import { en } from './matrix.en.ts'
import { zh } from './matrix.zh-CN.ts'

export const matrixWords = defineWords({ 'zh-CN': zh, en })

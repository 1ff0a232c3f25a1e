import { defineWords } from '#platform/words/words.ts'
import { en } from './seat.en.ts'
import { zh } from './seat.zh-CN.ts'

export const seatWords = defineWords({ 'zh-CN': zh, en })

import { defineWords } from '#platform/words/words.ts'
import { en } from './chart.en.ts'
import { zh } from './chart.zh-CN.ts'

export const chartWords = defineWords({ 'zh-CN': zh, en })

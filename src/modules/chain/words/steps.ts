import { defineWords } from '#platform/words/words.ts'
import { en } from './steps.en.ts'
import { zh } from './steps.zh-CN.ts'

export const stepsWords = defineWords({ 'zh-CN': zh, en })

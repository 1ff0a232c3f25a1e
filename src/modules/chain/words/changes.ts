import { defineWords } from '#platform/words/words.ts'
import { en } from './changes.en.ts'
import { zh } from './changes.zh-CN.ts'

export const changesWords = defineWords({ 'zh-CN': zh, en })

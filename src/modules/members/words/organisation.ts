import { defineWords } from '#platform/words/words.ts'
import { en } from './organisation.en.ts'
import { zh } from './organisation.zh-CN.ts'

export const organisationWords = defineWords({ 'zh-CN': zh, en })

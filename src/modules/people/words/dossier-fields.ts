import { defineWords } from '#platform/words/words.ts'
import { en } from './dossier-fields.en.ts'
import { zh } from './dossier-fields.zh-CN.ts'

export const dossierFieldWords = defineWords({ 'zh-CN': zh, en })

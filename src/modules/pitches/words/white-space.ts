import { defineWords } from '#platform/words/words.ts'
import { en } from './white-space.en.ts'
import { zh } from './white-space.zh-CN.ts'

export const whiteSpaceWords = defineWords({ 'zh-CN': zh, en })

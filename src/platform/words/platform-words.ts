import { en } from './en.ts'
import { defineWords } from './words.ts'
import { zh } from './zh-CN.ts'

/** The words every screen shares. A module's own are in its `words/`. */
export const platformWords = defineWords({ 'zh-CN': zh, en })

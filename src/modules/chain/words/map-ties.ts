import { defineWords } from '#platform/words/words.ts'
import { en } from './map-ties.en.ts'
import { zh } from './map-ties.zh-CN.ts'

/** The words of ties on the map: recording one, and seeing what one says. */
export const mapTieWords = defineWords({ 'zh-CN': zh, en })

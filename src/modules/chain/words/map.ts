import { defineWords } from '#platform/words/words.ts'
import { en } from './map.en.ts'
import { zh } from './map.zh-CN.ts'

/** The words of the map: drawing, finding one's way, editing, exporting. */
export const mapWords = defineWords({ 'zh-CN': zh, en })

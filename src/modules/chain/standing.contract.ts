/**
 * What roles, stances and levels of a relationship are called, for other modules' screens. A contract and not the web
 * entry: that one is in the first bundle of everybody.
 */
export { standingWords } from './words/standing.ts'

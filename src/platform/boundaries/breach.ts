export type Rule =
  | 'readable'
  | 'module-list'
  | 'platform-knows-no-module'
  | 'ui-and-contract-stand-alone'
  | 'entry'
  | 'edge'
  | 'web-never-reaches-server'
  | 'pure'
  | 'sql-in-stores'
  | 'own-tables'
  | 'foreign-key'
  | 'tenant-table'
  | 'problem-words'
  | 'unsaid-word'
  | 'unworn-class'
  | 'readme'
  | 'plain-name'
  | 'default-export'
  | 'import-path'
  | 'package'
  | 'machine-path'

/** One breach of one rule: where, what is wrong, and what to do instead. */
export interface Breach {
  readonly rule: Rule
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly what: string
  readonly remedy: string
}

/** The breach as one sentence a reader can act on. */
export function sentence({ rule, file, line, what, remedy }: Breach): string {
  return `${file}:${line} ${what}; ${remedy}. [${rule}]`
}

/** The line, counted from 1, on which the character at `offset` stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

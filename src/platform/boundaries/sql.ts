import { lineAt } from './breach.ts'

/** A name in SQL and the line, counted from 1, on which it stands. */
export interface Named {
  readonly name: string
  readonly line: number
}

export interface Table extends Named {
  readonly hasOrgId: boolean
  readonly keyStartsWithOrgId: boolean
  /** Row security is enabled, forced, and has a policy. */
  readonly walled: boolean
}

/** What one migration does, as far as the boundaries care. */
export interface Migration {
  readonly path: string
  readonly tables: readonly Table[]
  readonly views: readonly (Named & { readonly published: boolean })[]
  /** Targets of foreign keys. */
  readonly references: readonly Named[]
  /** Tables and views read or written, and tables altered. */
  readonly uses: readonly Named[]
}

const NAME = String.raw`(?:public\.)?"?([a-z_]\w*)"?`

/**
 * Reads the migrations of one module together, in order: a later one may wall a table an earlier one made.
 * @param files path and text of each
 */
export function readMigrations(files: readonly (readonly [string, string])[]): Migration[] {
  const all = files.map(([, text]) => withoutComments(text)).join(';\n')
  return files.map(([path, text]) => {
    const sql = withoutComments(text)
    const plain = withoutStrings(sql)
    return {
      path,
      tables: named(
        plain,
        String.raw`\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${NAME}`,
      ).map(({ name, line, end }) => ({
        name,
        line,
        ...columnsOf(plain, end, name, all),
        walled: isWalled(name, all),
      })),
      views: named(
        plain,
        String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:materialized\s+)?view\s+(?:if\s+not\s+exists\s+)?${NAME}`,
      ).map(({ name, line }) => ({
        name,
        line,
        published: /^\s*--\s*published\b/.test(text.split('\n')[line - 2] ?? ''),
      })),
      references: named(plain, String.raw`\breferences\s+(?:only\s+)?${NAME}`),
      uses: [
        ...tablesIn(sql),
        ...named(
          plain,
          String.raw`\b(?:alter|drop|truncate)\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${NAME}`,
        ),
        ...named(plain, String.raw`\bcreate\s+(?:unique\s+)?index\s+[^;]*?\bon\s+(?:only\s+)?${NAME}`),
        ...named(plain, String.raw`\bcreate\s+(?:policy|trigger|constraint\s+trigger)\s[^;]*?\son\s+${NAME}`),
      ],
    }
  })
}

/** Comments become spaces, so that every offset and line stays. A `--` within quotes is no comment. */
export function withoutComments(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (hit) =>
    hit.startsWith("'") ? hit : hit.replace(/[^\n]/g, ' '),
  )
}

function withoutStrings(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'/g, (hit) => `'${hit.slice(1, -1).replace(/[^\n]/g, ' ')}'`)
}

function named(sql: string, pattern: string): (Named & { end: number })[] {
  return [...sql.matchAll(new RegExp(pattern, 'gi'))].map((hit) => {
    const end = hit.index + hit[0].length
    return { name: hit[1]!.toLowerCase(), line: lineAt(sql, hit.index + hit[0].search(/\S/)), end }
  })
}

function columnsOf(
  sql: string,
  from: number,
  name: string,
  all: string,
): { hasOrgId: boolean; keyStartsWithOrgId: boolean } {
  let depth = 0
  let end = sql.indexOf('(', from)
  const start = end
  for (; end !== -1 && end < sql.length; end++) {
    if (sql[end] === '(') depth++
    else if (sql[end] === ')' && --depth === 0) break
  }
  const body = start === -1 ? '' : sql.slice(start + 1, end)
  const added = [
    ...all.matchAll(
      new RegExp(String.raw`\balter\s+table\s+(?:only\s+)?(?:public\.)?"?${name}"?\s([^;]*)`, 'gi'),
    ),
  ]
  const whole = [body, ...added.map((hit) => hit[1]!)].join(',\n')
  return {
    hasOrgId: /(?:^|[,(\s])"?org_id"?\s+uuid\b/i.test(whole),
    keyStartsWithOrgId:
      /\bprimary\s+key\s*\(\s*"?org_id"?\s*[,)]/i.test(whole) ||
      /(?:^|,)\s*"?org_id"?\s[^,]*\bprimary\s+key\b/i.test(whole),
  }
}

function isWalled(name: string, all: string): boolean {
  const statements = all.split(';')
  if (
    statements.some(
      (one) =>
        /\btenant_table\s*\(/i.test(one) && new RegExp(String.raw`'(?:public\.)?${name}'`, 'i').test(one),
    )
  )
    return true
  const alters = (what: string): boolean =>
    new RegExp(
      String.raw`\balter\s+table\s+(?:only\s+)?(?:public\.)?"?${name}"?\s[^;]*\b${what}\s+row\s+level\s+security`,
      'i',
    ).test(all)
  const policy = new RegExp(String.raw`\bcreate\s+policy\s[^;]*?\son\s+(?:public\.)?"?${name}"?\s`, 'i').test(
    all,
  )
  return alters('enable') && alters('force') && policy
}

const notTables = new Set([
  'select',
  'lateral',
  'only',
  'unnest',
  'values',
  'where',
  'set',
  'of',
  'skip',
  'nowait',
  'strict',
])
const before = new Set(['from', 'join', 'into', 'update', 'using', 'copy', 'truncate', 'only', 'lateral'])

/**
 * The tables and views that statements or fragments name after `from`, `join`, `into`, `update`, `using` and in lists
 * after them. Names of `with` expressions and functions are left out.
 */
export function tablesIn(sql: string): Named[] {
  const plain = withoutStrings(withoutComments(sql))
  const tokens = [...plain.matchAll(/"?[a-z_][\w.]*"?|[(),;?]|\S/gi)].map((hit) => ({
    word: hit[0]
      .replace(/"/g, '')
      .replace(/^public\./i, '')
      .toLowerCase(),
    at: hit.index,
  }))
  const expressions = new Set(
    [...plain.matchAll(/\b(\w+)\s*(?:\([\w\s,"]*\))?\s+as\s+(?:not\s+)?(?:materialized\s+)?\(/gi)].map(
      (hit) => hit[1]!.toLowerCase(),
    ),
  )
  const found: Named[] = []
  // For each open parenthesis, whether it belongs to a call such as extract(year from x), where `from` names no table,
  // and whether a comma there goes on with a list of tables.
  const open: { call: boolean; list: boolean }[] = [{ call: false, list: false }]
  for (const [i, { word, at }] of tokens.entries()) {
    const here = open.at(-1)!
    const previous = tokens[i - 1]?.word
    if (word === '(') {
      if (previous === 'from' || previous === 'using') here.list = !here.call
      open.push({ call: /^(extract|substring|trim|overlay|position)$/.test(previous ?? ''), list: false })
    } else if (word === ')') {
      if (open.length > 1) open.pop()
    } else if (
      word === ';' ||
      /^(where|set|group|order|limit|select|returning|window|having|union|values|when)$/.test(word)
    ) {
      here.list = false
    } else if (/^[a-z_]\w*$/.test(word)) {
      const starts =
        before.has(previous ?? '') &&
        !here.call &&
        !(previous === 'from' && tokens[i - 2]?.word === 'distinct')
      const isName = starts || (previous === ',' && here.list)
      if (previous === 'from' || previous === 'using') here.list = starts
      const isCall = tokens[i + 1]?.word === '(' && previous !== 'into' && tokens[i - 2]?.word !== 'insert'
      if (isName && !isCall && !notTables.has(word) && !expressions.has(word))
        found.push({ name: word, line: lineAt(sql, at) })
    }
  }
  return found
}

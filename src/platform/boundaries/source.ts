import { type ESTree, parseSync, Visitor } from 'vite'
import { lineAt } from './breach.ts'

// TypeScript 7 ships no parser for others to use, and the checkers that stood on it read nothing and pass. Vite's own
// parser reads TypeScript and JSX, so comments, strings and templates are never mistaken for imports.

export interface Import {
  readonly specifier: string
  readonly line: number
}

/** A piece of SQL met in TypeScript. */
export interface SqlUse {
  readonly line: number
  /** How it was written: `.selectFrom()`, `` sql`…` `` … */
  readonly how: string
  /** Tables named through the query builder. */
  readonly tables: readonly string[]
  /** Text of a raw statement or fragment; what is filled in at run time stands as `?`. */
  readonly text?: string
  /** False for what means SQL only beside a query: `.innerJoin()`, `.from()`, half a sentence with "from" in it. */
  readonly telling: boolean
}

export interface Source {
  readonly imports: readonly Import[]
  readonly defaultExport?: number
  readonly sql: readonly SqlUse[]
  /** Problem codes declared here: `problem('accounts.name-taken', 409)`. */
  readonly problems: readonly { readonly code: string; readonly line: number }[]
  /**
   * What is read of objects by name. `names`: every member, and every string, for a string may choose a member.
   * `wholes`: members that are not gone into by a further name but handed on, or gone into by what a variable holds.
   */
  readonly said: { readonly names: ReadonlySet<string>; readonly wholes: ReadonlySet<string> }
  readonly error?: string
}

const tellingCalls = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
])
const tableCalls = new Set([
  ...tellingCalls,
  ...['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'innerJoinLateral', 'leftJoinLateral'],
  ...['crossJoinLateral', 'using', 'from', 'table'],
])
// Lower or upper case throughout: a sentence for people begins with one capital.
const words = [
  String.raw`select\s[\s\S]*\sfrom\s`,
  String.raw`insert into\s+[\w"]`,
  String.raw`update\s+[\w".]+(\s+as)?(\s+\w+)?\s+set\s`,
  String.raw`delete from\s+[\w"]`,
  String.raw`with (recursive )?\w+(\s*\([\w, ]+\))? as (not materialized |materialized )?\(`,
  String.raw`(copy|truncate|lock table|create table|alter table|drop table|merge into)\s+[\w"]+`,
].join('|')
const statement = new RegExp(String.raw`(?:^|\()\s*(?:${words})`)
const loudStatement = new RegExp(
  String.raw`(?:^|\()\s*(?:${words.replace(/(?<!\\)[a-z]/g, (c) => c.toUpperCase())})`,
)
const looksLikeSql = (text: string): boolean => statement.test(text) || loudStatement.test(text)
const maybeSql = /\b(from|join|into|update|using|FROM|JOIN|INTO|UPDATE|USING)\s+[\w"]/

/** Reads one TypeScript or JavaScript file. `error` is set where it could not be read whole. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  const found: { specifier: string; at: number }[] = []
  const sql: (SqlUse & { scope?: number })[] = []
  const expressions: { name: string; scope: number }[] = []
  const problems: { code: string; line: number }[] = []
  const names = new Set<string>()
  const members: { name: string; at: number }[] = []
  const goneInto = new Set<number>()
  let defaultExport: number | undefined

  const imported = (node: ESTree.Node | null | undefined): void => {
    const specifier = literal(node)
    if (node && specifier !== undefined) found.push({ specifier, at: node.start })
  }
  const scopeOf = (node: ESTree.Node): number =>
    program.body.findIndex((one) => one.start <= node.start && node.end <= one.end)
  const seen = new Set<number>()
  const written = (node: ESTree.Node): void => {
    if (seen.has(node.start)) return
    const raw = literal(node)
    if (raw === undefined) return
    // The parts of a text put together with `+` or `${}` are not read again.
    for (let at = node.start; at < node.end; at++) seen.add(at)
    const telling = looksLikeSql(raw)
    if (telling || maybeSql.test(raw)) {
      sql.push({ line: lineAt(text, node.start), how: 'a statement', tables: [], text: raw, telling })
    }
  }

  new Visitor({
    ImportDeclaration(node) {
      imported(node.source)
    },
    ExportAllDeclaration(node) {
      imported(node.source)
    },
    ExportNamedDeclaration(node) {
      imported(node.source)
      for (const { exported } of node.specifiers) {
        if ('name' in exported && exported.name === 'default') defaultExport = lineAt(text, node.start)
      }
    },
    ExportDefaultDeclaration(node) {
      defaultExport = lineAt(text, node.start)
    },
    ImportExpression(node) {
      imported(node.source)
    },
    TSImportType(node) {
      imported(node.source)
    },
    TSExternalModuleReference(node) {
      imported(node.expression)
    },
    NewExpression(node) {
      if (nameOf(node.callee) === 'URL' && isImportMeta(node.arguments[1])) imported(node.arguments[0])
    },
    CallExpression(node) {
      const name = nameOf(node.callee)
      if (name === undefined) return
      const first = node.arguments[0]
      if (node.callee.type === 'Identifier') {
        if (name === 'require') imported(first)
        const code = name === 'problem' ? literal(first) : undefined
        if (code?.includes('.') && node.arguments.length > 1)
          problems.push({ code, line: lineAt(text, node.start) })
        return
      }
      const owner = node.callee.type === 'MemberExpression' ? node.callee.object : undefined
      if (owner?.type === 'MetaProperty' && (name === 'glob' || name === 'resolve')) {
        for (const one of each(first)) imported(one)
      } else if (name === 'with' || name === 'withRecursive') {
        const declared = literal(first)
        if (declared) expressions.push({ name: declared.replace(/\(.*$/s, '').trim(), scope: scopeOf(node) })
      } else if (tableCalls.has(name)) {
        const tables = each(first).flatMap((one) => tableName(literal(one)))
        const telling = tellingCalls.has(name) && first !== undefined
        if (telling || tables.length > 0) {
          sql.push({
            line: lineAt(text, node.start),
            how: `.${name}()`,
            tables,
            telling,
            scope: scopeOf(node),
          })
        }
      } else if (owner && nameOf(owner) === 'sql' && name === 'raw') {
        sql.push({
          line: lineAt(text, node.start),
          how: 'sql.raw()',
          tables: [],
          text: literal(first),
          telling: true,
        })
      }
    },
    TaggedTemplateExpression(node) {
      if (nameOf(node.tag) !== 'sql') return
      seen.add(node.quasi.start)
      const raw = literal(node.quasi) ?? ''
      sql.push({ line: lineAt(text, node.start), how: 'sql`…`', tables: [], text: raw, telling: true })
    },
    MemberExpression(node) {
      const name = nameOf(node)
      if (name === undefined) return
      names.add(name)
      // Two members may begin at the same place, but only one ends there.
      members.push({ name, at: node.end })
      if (node.object.type === 'MemberExpression') goneInto.add(node.object.end)
    },
    ObjectPattern(node) {
      for (const one of node.properties) {
        if (one.type !== 'Property' || one.key.type !== 'Identifier') continue
        names.add(one.key.name)
        members.push({ name: one.key.name, at: one.end })
      }
    },
    BinaryExpression(node) {
      written(node)
    },
    TemplateLiteral(node) {
      written(node)
    },
    Literal(node) {
      if (typeof node.value === 'string') names.add(node.value)
      written(node)
    },
  }).visit(program)

  return {
    imports: found
      .map(({ specifier, at }) => ({ specifier, line: lineAt(text, at) }))
      .sort((a, b) => a.line - b.line),
    defaultExport,
    sql: sql.map(({ scope, ...use }) => ({
      ...use,
      // A common table expression is no table within the declaration that makes it.
      tables: use.tables.filter(
        (table) => !expressions.some((one) => one.name === table && one.scope === scope),
      ),
    })),
    problems,
    said: {
      names,
      wholes: new Set(members.filter(({ at }) => !goneInto.has(at)).map(({ name }) => name)),
    },
    error: errors[0]?.message,
  }
}

/** The text of a string or template; `?` stands where a template is filled in. */
function literal(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral')
    return node.quasis.map((part) => part.value.cooked ?? part.value.raw).join('?')
  if (node?.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [literal(node.left), literal(node.right)]
    if (left !== undefined || right !== undefined) return `${left ?? '?'}${right ?? '?'}`
  }
  return undefined
}

function each(node: ESTree.Node | null | undefined): readonly (ESTree.Node | null | undefined)[] {
  return node?.type === 'ArrayExpression' ? node.elements : [node]
}

function nameOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression' && !node.computed && 'name' in node.property) return node.property.name
  return undefined
}

function isImportMeta(node: ESTree.Node | undefined): boolean {
  return node?.type === 'MemberExpression' && node.object.type === 'MetaProperty'
}

/** `public.visit as v` → `visit`. */
function tableName(written: string | undefined): string[] {
  const name = /^\s*(?:public\.)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s*$/i.exec(written ?? '')?.[1]
  return name ? [name] : []
}

/** The codes a file of words has sentences for: the keys of its `problems`, or of a whole file called `problems…`. */
export function wordedProblems(path: string, text: string): Set<string> {
  const codes = new Set<string>()
  const whole = /\/problems[^/]*$/.test(path)
  let depth = whole ? 1 : 0
  const keyOf = (node: ESTree.ObjectProperty | ESTree.Node): string | undefined =>
    node.type !== 'Property' ? undefined : node.key.type === 'Identifier' ? node.key.name : literal(node.key)
  new Visitor({
    Property(node) {
      const key = keyOf(node)
      if (key === 'problems') depth++
      else if (key !== undefined && depth > 0) codes.add(key)
    },
    'Property:exit'(node) {
      if (keyOf(node) === 'problems') depth--
    },
  }).visit(parseSync(path, text).program)
  return codes
}

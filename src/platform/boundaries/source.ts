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
  /** False for what only means SQL beside a query, such as `.innerJoin()` or `.from()`. */
  readonly telling: boolean
}

export interface Source {
  readonly imports: readonly Import[]
  readonly defaultExport?: number
  readonly sql: readonly SqlUse[]
  /** Names of common table expressions, which are no tables. */
  readonly withNames: ReadonlySet<string>
  readonly error?: string
}

const tellingCalls = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const tableCalls = new Set([
  ...tellingCalls,
  ...['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'innerJoinLateral', 'leftJoinLateral'],
  ...['crossJoinLateral', 'using', 'from', 'table'],
])
const statement = /^\s*(select|insert\s+into|update|delete\s+from|with|copy|truncate|create|alter|drop|merge)\s/i

/** Reads one TypeScript or JavaScript file. `error` is set where it could not be read whole. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  const found: { specifier: string; at: number }[] = []
  const sql: SqlUse[] = []
  const withNames = new Set<string>()
  let defaultExport: number | undefined

  const imported = (node: ESTree.Node | null | undefined): void => {
    const specifier = literal(node)
    if (node && specifier !== undefined) found.push({ specifier, at: node.start })
  }
  const exported = (node: ESTree.ExportDefaultDeclaration): void => {
    defaultExport = lineAt(text, node.start)
  }

  new Visitor({
    ImportDeclaration: (node) => imported(node.source),
    ExportAllDeclaration: (node) => imported(node.source),
    ExportNamedDeclaration(node) {
      imported(node.source)
      for (const { exported } of node.specifiers) {
        if ('name' in exported && exported.name === 'default') defaultExport = lineAt(text, node.start)
      }
    },
    ExportDefaultDeclaration: exported,
    ImportExpression: (node) => imported(node.source),
    TSImportType: (node) => imported(node.source),
    TSExternalModuleReference: (node) => imported(node.expression),
    NewExpression(node) {
      if (nameOf(node.callee) === 'URL' && isImportMeta(node.arguments[1])) imported(node.arguments[0])
    },
    CallExpression(node) {
      const name = nameOf(node.callee)
      if (name === undefined) return
      const first = node.arguments[0]
      if (node.callee.type === 'Identifier') {
        if (name === 'require') imported(first)
        return
      }
      const owner = node.callee.type === 'MemberExpression' ? node.callee.object : undefined
      if (owner?.type === 'MetaProperty' && (name === 'glob' || name === 'resolve')) {
        for (const one of each(first)) imported(one)
      } else if (name === 'with' || name === 'withRecursive') {
        const declared = literal(first)
        if (declared) withNames.add(declared.replace(/\(.*$/s, '').trim())
      } else if (tableCalls.has(name)) {
        const tables = each(first).flatMap((one) => tableName(literal(one)))
        const telling = tellingCalls.has(name) && first !== undefined
        if (telling || tables.length > 0) {
          sql.push({ line: lineAt(text, node.start), how: `.${name}()`, tables, telling })
        }
      } else if (owner && nameOf(owner) === 'sql' && name === 'raw') {
        sql.push({ line: lineAt(text, node.start), how: 'sql.raw()', tables: [], text: literal(first), telling: true })
      } else if (name === 'query' || name === 'execute' || name === 'exec') {
        const raw = literal(first)
        if (raw && statement.test(raw)) {
          sql.push({ line: lineAt(text, node.start), how: `.${name}('…')`, tables: [], text: raw, telling: true })
        }
      }
    },
    TaggedTemplateExpression(node) {
      if (nameOf(node.tag) !== 'sql') return
      const raw = literal(node.quasi) ?? ''
      sql.push({ line: lineAt(text, node.start), how: 'sql`…`', tables: [], text: raw, telling: true })
    },
  }).visit(program)

  return {
    imports: found
      .map(({ specifier, at }) => ({ specifier, line: lineAt(text, at) }))
      .sort((a, b) => a.line - b.line),
    defaultExport,
    sql,
    withNames,
    error: errors[0]?.message,
  }
}

/** The text of a string or template; `?` stands where a template is filled in. */
function literal(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral') return node.quasis.map((part) => part.value.cooked ?? part.value.raw).join('?')
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

import type { Plugin } from 'vite'

/** What only the server reads of an endpoint. The browser sends, and trusts the answer; it has no use for the schemas. */
const SERVER_ONLY = new Set(['params', 'query', 'body', 'ok', 'sample', 'problems', 'bodyLimit'])
const CONTRACT = /\.contract\.ts$|\/platform\/contract\/\w+\.ts$/

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}
interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Takes the schemas out of `endpoint({ … })` on the way to the browser, and lets those fall away that nothing else uses. A page that
 * calls an endpoint would otherwise carry the validation library with it, 35 kB of the first route's 200. A page that checks
 * something with a schema itself still gets it.
 */
export function leanContract(): Plugin {
  return {
    name: 'icebreaker:lean-contract',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!CONTRACT.test(id.replace(/\?.*$/, ''))) return null
      return { code: lean(code, this.parse(code) as unknown as Node), map: null }
    },
  }
}

/** @param tree of `code`, as ESTree */
export function lean(code: string, tree: Node): string {
  const edits: Edit[] = []
  for (const { init } of constants(tree)) {
    const spec = endpointSpec(init)
    if (spec) {
      edits.push({ start: init.start, end: init.start, text: '/*@__PURE__*/ ' })
      for (const property of spec.properties as Node[]) {
        const key = property.key as { name?: string; value?: string } | undefined
        const value = property.value as Node | undefined
        if (value && SERVER_ONLY.has(key?.name ?? key?.value ?? ''))
          edits.push({ ...range(value), text: 'undefined' })
      }
    } else if (calls(init)) {
      // Making a schema does nothing but make it; the bundler cannot know that of a chain of calls, so it is told of one.
      edits.push({ start: init.start, end: init.start, text: '/*@__PURE__*/ (() => (' })
      edits.push({ start: init.end, end: init.end, text: '))()' })
    }
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code)
}

/** The constants at a module's top, exported or not. */
function constants(tree: Node): { init: Node }[] {
  return (tree.body as Node[])
    .map((one) => (one.type === 'ExportNamedDeclaration' ? (one.declaration as Node | null) : one))
    .filter((one) => one?.type === 'VariableDeclaration')
    .flatMap((one) => one?.declarations as { init: Node | null }[])
    .filter((one): one is { init: Node } => one.init !== null)
}

function endpointSpec(init: Node): Node | undefined {
  const callee = init.callee as { name?: string } | undefined
  const [spec] = (init.arguments ?? []) as Node[]
  return init.type === 'CallExpression' && callee?.name === 'endpoint' && spec?.type === 'ObjectExpression'
    ? spec
    : undefined
}

/** True if evaluating a node calls something. A function that calls something when it is called does not. */
function calls(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(calls)
  if (typeof node !== 'object' || node === null) return false
  const { type } = node as Node
  if (type === 'CallExpression' || type === 'NewExpression') return true
  if (type === 'ArrowFunctionExpression' || type === 'FunctionExpression') return false
  return Object.values(node).some(calls)
}

function range({ start, end }: Node): { start: number; end: number } {
  return { start, end }
}

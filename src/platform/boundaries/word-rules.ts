import { type ESTree, parseSync, Visitor } from 'vite'
import { type Breach, lineAt } from './breach.ts'
import { placeOf } from './places.ts'
import type { Source } from './source.ts'
import type { Tree } from './tree.ts'

// Problems are said by their code; that each has words is `checkProblemWords`.
const saidByCode = new Set(['problems', 'fieldProblems'])

/**
 * Every word is said somewhere: read by its name in the module's code (the platform's: in anybody's), or reached with
 * the group it stands in, as in `w.roles[role]`. It goes by names alone, so it may take a dead word for a living one
 * where something else bears the same name, and never a living one for dead unless its name is put together at run time.
 */
export function checkWordsSaid(tree: Tree, sources: ReadonlyMap<string, Source>): Breach[] {
  const spoken = new Map<string, { names: Set<string>; wholes: Set<string> }>()
  for (const [path, { said }] of sources) {
    const place = placeOf(path)
    if (place.isTest || /\/words\/(?:.*\.)?(zh-CN|en)\.ts$/.test(path)) continue
    for (const owner of new Set([place.module ?? 'platform', 'platform'])) {
      const of = spoken.get(owner) ?? { names: new Set(), wholes: new Set() }
      spoken.set(owner, of)
      for (const name of said.names) of.names.add(name)
      for (const name of said.wholes) of.wholes.add(name)
    }
  }
  const breaches: Breach[] = []
  for (const [path, text] of tree) {
    const hit = /^src\/(?:modules\/([^/]+)|platform)\/words\/(?:.*\.)?zh-CN\.ts$/.exec(path)
    if (!hit || /\/problems\./.test(path)) continue
    const of = spoken.get(hit[1] ?? 'platform')
    for (const word of wordsIn(path, text)) {
      if (word.path.some((name) => saidByCode.has(name))) continue
      const own = word.path.at(-1)!
      if (of?.names.has(own) || word.path.slice(0, -1).some((group) => of?.wholes.has(group))) continue
      breaches.push({
        rule: 'unsaid-word',
        file: path,
        line: word.line,
        what: `has the word ${word.path.join('.')}, which nothing says`,
        remedy: 'take it out of both languages',
      })
    }
  }
  return breaches
}

interface Word {
  /** The names that lead to it: `['fields', 'name']`. */
  readonly path: readonly string[]
  readonly line: number
}

/** The words of one language file: the leaves of the objects it exports. */
function wordsIn(path: string, text: string): Word[] {
  const words: Word[] = []
  const walk = (node: ESTree.Node | null | undefined, above: readonly string[]): void => {
    const object =
      node?.type === 'TSSatisfiesExpression' || node?.type === 'TSAsExpression' ? node.expression : node
    if (object?.type !== 'ObjectExpression') {
      if (node && above.length > 0) words.push({ path: above, line: lineAt(text, node.start) })
      return
    }
    for (const one of object.properties) {
      if (one.type !== 'Property' || one.computed) continue
      const key =
        one.key.type === 'Identifier' ? one.key.name : one.key.type === 'Literal' ? String(one.key.value) : ''
      if (key) walk(one.value, [...above, key])
    }
  }
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type !== 'VariableDeclaration') return
      for (const { init } of declaration.declarations) walk(init, [])
    },
  }).visit(parseSync(path, text).program)
  return words
}

import {
  type Exception,
  exceptions as listedExceptions,
  modules as listedModules,
  type ModuleList,
} from '../boundaries.ts'
import { type Breach, sentence } from './breach.ts'
import { checkImports, checkModuleList } from './import-rules.ts'
import { checkNames, checkProblemWords, checkReadmes } from './naming-rules.ts'
import { placeOf } from './places.ts'
import { checkLock, checkMachinePaths, checkPackage } from './repository-rules.ts'
import { readSource, type Source } from './source.ts'
import { checkSql, countTables } from './sql-rules.ts'
import { checkStyles } from './style-rules.ts'
import type { Tree } from './tree.ts'
import { checkWordsSaid } from './word-rules.ts'

export interface Report {
  readonly breaches: readonly Breach[]
  /** One for each breach, naming file, line, what is wrong and the remedy. */
  readonly sentences: readonly string[]
  /** What was read, so that a checker that reads nothing cannot pass for one that finds nothing. */
  readonly read: {
    readonly files: number
    readonly imports: number
    readonly modules: number
    readonly tables: number
  }
}

/**
 * Holds a tree of files against the boundaries.
 * @param tree paths from the repository's root, and their text
 */
export function checkBoundaries(
  tree: Tree,
  modules: ModuleList = listedModules,
  exceptions: readonly Exception[] = listedExceptions,
): Report {
  const sources = new Map<string, Source>()
  const breaches: Breach[] = []
  for (const [path, text] of tree) {
    if (!/\.[cm]?[jt]sx?$/.test(path)) continue
    const source = readSource(path, text)
    sources.set(path, source)
    if (source.error !== undefined) {
      breaches.push({
        rule: 'readable',
        file: path,
        line: 1,
        what: `cannot be read: ${source.error}`,
        remedy: 'what cannot be read cannot be checked',
      })
    }
  }
  const folders = new Set([...tree.keys()].flatMap((path) => placeOf(path).module ?? []))
  breaches.push(
    ...checkModuleList(modules, folders),
    ...checkImports(sources, modules),
    ...checkSql(tree, sources, modules, exceptions),
    ...checkProblemWords(tree, sources),
    ...checkWordsSaid(tree, sources),
    ...checkStyles(tree, sources),
    ...checkReadmes(tree, folders),
    ...checkNames(tree, sources, exceptions),
    ...checkPackage(tree),
    ...checkLock(tree),
    ...checkMachinePaths(tree),
  )
  const imports = [...sources.values()].reduce((sum, source) => sum + source.imports.length, 0)
  return {
    breaches,
    sentences: breaches.map(sentence),
    read: { files: sources.size, imports, modules: folders.size, tables: countTables(tree) },
  }
}

import { type Breach, lineAt } from './breach.ts'
import { resolveImport } from './places.ts'
import type { Source } from './source.ts'
import type { Tree } from './tree.ts'

/**
 * Every class of a style sheet is worn: named in a file that imports the sheet. A string counts as naming it, for a string
 * may choose one, as in `classes[tone]`.
 */
export function checkStyles(tree: Tree, sources: ReadonlyMap<string, Source>): Breach[] {
  const worn = new Map<string, Set<string>>()
  for (const [path, { imports, said }] of sources) {
    for (const { specifier } of imports) {
      if (!specifier.endsWith('.module.css')) continue
      const sheet = resolveImport(path, specifier)
      if (sheet !== undefined) worn.set(sheet, new Set([...(worn.get(sheet) ?? []), ...said.names]))
    }
  }
  return [...tree].flatMap(([file, text]): Breach[] => {
    if (!file.endsWith('.module.css')) return []
    const by = worn.get(file)
    return classesIn(text)
      .filter(({ name }) => !by?.has(name))
      .map(({ name, line }) => ({
        rule: 'unworn-class',
        file,
        line,
        what: `has the class ${name}, which nothing wears`,
        remedy: 'take it out',
      }))
  })
}

/** The classes of a sheet's selectors, each once; what is taken from a library (`:global`) is not ours. */
function classesIn(text: string): { name: string; line: number }[] {
  // Blanked, not cut, so that places in the text stay what they are.
  const blank = (found: string) => found.replace(/[^\n]/g, ' ')
  const selectors = text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/:global\([^)]*\)/g, blank)
    .replace(/[\w-]+\s*:[^;{}]*(?=[;}])/g, blank)
  const lines = new Map<string, number>()
  for (const { 1: name, index } of selectors.matchAll(/\.([A-Za-z_][\w-]*)/g))
    if (!lines.has(name!)) lines.set(name!, lineAt(text, index))
  return [...lines].map(([name, line]) => ({ name, line }))
}

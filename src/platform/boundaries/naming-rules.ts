import type { Exception } from '../boundaries.ts'
import type { Breach } from './breach.ts'
import { isExcepted } from './exceptions.ts'
import { placeOf } from './places.ts'
import { type Source, wordedProblems } from './source.ts'
import type { Tree } from './tree.ts'

const README_LINES = 60
const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers'])

/** Names that say nothing, and default exports. */
export function checkNames(
  tree: Tree,
  sources: ReadonlyMap<string, Source>,
  exceptions: readonly Exception[],
): Breach[] {
  const breaches: Breach[] = []
  for (const path of tree.keys()) {
    const bad = path.split('/').map(vagueWord).find(Boolean)
    if (bad && !isExcepted(exceptions, 'plain-name', path)) {
      breaches.push({
        rule: 'plain-name',
        file: path,
        line: 1,
        what: `is named after “${bad}”, which says nothing`,
        remedy: 'name it after what it does',
      })
    }
  }
  for (const [path, { defaultExport }] of sources) {
    if (
      defaultExport === undefined ||
      /\.config\.[cm]?[jt]s$/.test(path) ||
      isExcepted(exceptions, 'default-export', path)
    )
      continue
    breaches.push({
      rule: 'default-export',
      file: path,
      line: defaultExport,
      what: 'has a default export',
      remedy: 'export it by its name, so that it is called the same everywhere',
    })
  }
  return breaches
}

function vagueWord(segment: string): string | undefined {
  const words = (segment.split('.')[0] || segment).replace(/([a-z])([A-Z])/g, '$1-$2').split(/[-_]/)
  return words.find((word) => vague.has(word.toLowerCase())) ?? (words[0] === 'Base' ? words[0] : undefined)
}

/** Every module says in a short README why it exists. */
export function checkReadmes(tree: Tree, folders: ReadonlySet<string>): Breach[] {
  return [...folders].flatMap((folder): Breach[] => {
    const file = `src/modules/${folder}/README.md`
    const text = tree.get(file)
    const remedy = `say in at most ${README_LINES} lines why it exists, its words, tables, events, rules, and who may enter`
    if (!text?.trim()) return [{ rule: 'readme', file, line: 1, what: 'is missing or empty', remedy }]
    const lines = text.trimEnd().split('\n').length
    return lines > README_LINES
      ? [{ rule: 'readme', file, line: lines, what: `has ${lines} lines`, remedy }]
      : []
  })
}

const languages = ['zh-CN', 'en']

/** Every problem code declared in a module (or by the platform) is its own and has words in both languages. */
export function checkProblemWords(tree: Tree, sources: ReadonlyMap<string, Source>): Breach[] {
  const worded = new Map<string, Set<string>>()
  for (const [path, text] of tree) {
    const hit = /^src\/(?:modules\/([^/]+)|platform)\/words\/(?:.*[./])?(zh-CN|en)\.ts$/.exec(path)
    if (!hit) continue
    const key = `${hit[1] ?? 'platform'} ${hit[2]}`
    worded.set(key, new Set([...(worded.get(key) ?? []), ...wordedProblems(path, text)]))
  }
  const breaches: Breach[] = []
  for (const [path, { problems }] of sources) {
    const place = placeOf(path)
    if (place.isTest || (place.area !== 'module' && place.area !== 'platform')) continue
    const owner = place.module ?? 'platform'
    for (const { code, line } of problems) {
      const at = { rule: 'problem-words', file: path, line } as const
      if (!code.startsWith(`${owner}.`)) {
        breaches.push({
          ...at,
          what: `declares the problem ${code}`,
          remedy: `a code begins with the name of its module: ${owner}.…`,
        })
        continue
      }
      const without = languages.filter((language) => !worded.get(`${owner} ${language}`)?.has(code))
      if (without.length > 0) {
        const remedy = `write its sentence under problems in the ${owner} words/`
        breaches.push({
          ...at,
          what: `declares the problem ${code}, which has no words in ${without.join(' and ')}`,
          remedy,
        })
      }
    }
  }
  return breaches
}

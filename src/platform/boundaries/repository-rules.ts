import { type Breach, lineAt } from './breach.ts'
import type { Tree } from './tree.ts'

interface PackageFile {
  engines?: { node?: string }
  dependencies?: Record<string, string>
}

/** The package says what it runs on, and pins what may break with any release. */
export function checkPackage(tree: Tree): Breach[] {
  const file = 'package.json'
  const text = tree.get(file)
  if (text === undefined) return [{ rule: 'package', file, line: 1, what: 'is missing', remedy: 'write it' }]
  const { engines, dependencies = {} } = JSON.parse(text) as PackageFile
  const breaches: Breach[] = []
  if (engines?.node !== '>=20') {
    const line = lineAt(text, Math.max(0, text.indexOf('"engines"')))
    breaches.push({
      rule: 'package',
      file,
      line,
      what: `asks for node ${engines?.node ?? 'of any age'}`,
      remedy:
        'engines.node is ">=20": the two commands run on any machine from there on, and bring their own node',
    })
  }
  for (const [name, range] of Object.entries(dependencies)) {
    const settled = /^[\^~]?[1-9]\d*\.\d+\.\d+$/.test(range)
    const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)
    const mustBeExact = name === 'node' || !settled
    if (!mustBeExact || exact) continue
    const line = lineAt(text, text.indexOf(`"${name}"`, text.indexOf('"dependencies"')))
    breaches.push({
      rule: 'package',
      file,
      line,
      what: `takes ${name} as ${range}`,
      remedy: 'pin the exact version: before 1.0 any release may break',
    })
  }
  return breaches
}

/** The lock file names no address: whoever installs has their own registry. */
export function checkLock(tree: Tree): Breach[] {
  const file = 'package-lock.json'
  const text = tree.get(file)
  if (text === undefined) return [{ rule: 'package', file, line: 1, what: 'is missing', remedy: 'commit it' }]
  const at = text.search(/"resolved":\s*"[a-z+]+:/)
  if (at === -1) return []
  return [
    {
      rule: 'package',
      file,
      line: lineAt(text, at),
      what: 'carries a download address',
      remedy: 'install with omit-lockfile-registry-resolved=true, as .npmrc says',
    },
  ]
}

const addresses: readonly [RegExp, string][] = [
  [/(?<![\w.~$}-])\/work\//, 'a path of one machine'],
  [/(?<![\w.~$}-])\/Users\/\w+\//, 'a path of one machine'],
  [/\bregistry\.(?!json\b)[\w-]+\.[a-z]{2,}|\bnpmmirror\b|^\s*(?:@[\w-]+:)?registry\s*=/m, 'a registry'],
]

/** No text speaks of the machine it was written on, or of where its packages came from. */
export function checkMachinePaths(tree: Tree): Breach[] {
  const breaches: Breach[] = []
  for (const [file, text] of tree) {
    for (const [pattern, kind] of addresses) {
      const hit = pattern.exec(text)
      if (hit)
        breaches.push({
          rule: 'machine-path',
          file,
          line: lineAt(text, hit.index + hit[0].search(/\S/)),
          what: `names ${kind}`,
          remedy: 'what holds only there is a setting, not text',
        })
    }
  }
  return breaches
}

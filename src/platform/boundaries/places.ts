import { posix } from 'node:path'

/** Where a file lives, as the rules see it. */
export interface Place {
  readonly path: string
  /** `front` is a front door (directly under `src/`, or in `src/app/`); `outside` is demo, e2e, bench, scripts. */
  readonly area: 'module' | 'platform' | 'ui' | 'front' | 'outside'
  /** The module's name when `area` is `module`. */
  readonly module?: string
  /** The path inside the module, or inside `src/platform/` and the like. */
  readonly inside: string
  readonly isTest: boolean
}

export function placeOf(path: string): Place {
  const isTest = /\.(test|spec)\.tsx?$/.test(path) || /(^|\/)testing\//.test(path) || path.startsWith('e2e/')
  const inModule = /^src\/modules\/([^/]+)\/(.+)$/.exec(path)
  if (inModule) return { path, area: 'module', module: inModule[1]!, inside: inModule[2]!, isTest }
  for (const area of ['platform', 'ui'] as const) {
    const prefix = `src/${area}/`
    if (path.startsWith(prefix)) return { path, area, inside: path.slice(prefix.length), isTest }
  }
  const front = /^src\/(app\/.+|[^/]+)$/.exec(path)
  if (front) return { path, area: 'front', inside: front[1]!, isTest }
  return { path, area: 'outside', inside: path, isTest }
}

/** True for the files by which a module may be entered from outside: its contracts and the door of each face. */
export function isEntry(place: Place): boolean {
  return (
    ['server/index.ts', 'web/index.ts'].includes(place.inside) || /^[^/]+\.contract\.ts$/.test(place.inside)
  )
}

export const isServerFace = (path: string): boolean =>
  /^src\/(modules\/[^/]+|platform)\/server(\/|$)/.test(path)

export const isContract = (path: string): boolean => /^src\/modules\/.+\.contract\.ts$/.test(path)

export const isRules = (path: string): boolean => /^src\/modules\/.+\.rules\.ts$/.test(path)

/** True for what the browser loads, and for what both faces import. */
export function isWebFace(path: string): boolean {
  return (
    /^src\/modules\/[^/]+\/(web|words)\//.test(path) ||
    /^src\/(ui|platform\/web|platform\/contract|platform\/words|app\/web)\//.test(path) ||
    /^src\/web\.tsx?$/.test(path) ||
    isContract(path) ||
    isRules(path)
  )
}

const aliases: readonly [string, string][] = [
  ['#platform/', 'src/platform/'],
  ['#ui/', 'src/ui/'],
  ['#modules/', 'src/modules/'],
]

/** The path from the repository's root that `specifier` means in `file`, or nothing when it names a package. */
export function resolveImport(file: string, specifier: string): string | undefined {
  const plain = specifier.replace(/[?].*$/, '')
  for (const [alias, folder] of aliases)
    if (plain.startsWith(alias)) return posix.normalize(folder + plain.slice(alias.length))
  if (/^\.\.?(\/|$)/.test(plain)) return posix.normalize(posix.join(posix.dirname(file), plain))
  return undefined
}

/** True for the only files of a module that may hold SQL besides its migrations. */
export function isStore(place: Place): boolean {
  return (
    /^server\/(?:.*[/])?(?:store|[^/]+[-.]store)\.ts$/.test(place.inside) ||
    /^server\/(?:.*\/)?store\//.test(place.inside)
  )
}

export const isMigration = (path: string): boolean =>
  /^src\/(modules\/[^/]+|platform)\/server\/migrations\/[^/]+\.sql$/.test(path)

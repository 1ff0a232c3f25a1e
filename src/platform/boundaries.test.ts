import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breachExamples } from './boundaries/breach-examples.ts'
import { checkBoundaries } from './boundaries/check.ts'
import { exampleTree } from './boundaries/example-tree.ts'
import { readSource } from './boundaries/source.ts'
import { tablesIn } from './boundaries/sql.ts'
import { readTree } from './boundaries/tree.ts'
import { type ModuleList, mayUse, modules } from './boundaries.ts'

const root = join(import.meta.dirname, '../..')

describe('this repository', () => {
  const tree = readTree(root)
  const report = checkBoundaries(tree)

  test('keeps its boundaries', () => {
    expect(report.sentences).toEqual([])
  })

  test('was read whole: a checker that reads nothing finds nothing', () => {
    // Counted a second way, by the look of the lines alone.
    const code = [...tree].filter(([path]) => path.startsWith('src/') && /\.tsx?$/.test(path))
    const lines = code
      .filter(([path]) => !path.startsWith('src/platform/boundaries'))
      .flatMap(([, text]) => text.match(/^(import|export|\}) .*from '[^']+'$/gm) ?? [])
    const inModules = readdirSync(join(root, 'src/modules'), { recursive: true, withFileTypes: true })
    const folders = new Set(
      inModules
        .filter((one) => one.isFile())
        .map((one) => relative(join(root, 'src/modules'), one.parentPath).split(sep)[0]),
    )
    const made = [...tree]
      .filter(([path]) => path.startsWith('src/') && path.endsWith('.sql'))
      .flatMap(([, text]) => text.match(/^create table /gm) ?? [])
    expect(report.read.files).toBeGreaterThanOrEqual(code.length)
    expect(report.read.imports).toBeGreaterThanOrEqual(lines.length)
    expect(report.read.modules).toBe(folders.size)
    expect(report.read.tables).toBe(made.length)
    expect(report.read.files).toBeGreaterThan(75)
    expect(report.read.imports).toBeGreaterThan(250)
    expect(report.read.tables).toBeGreaterThan(15)
  })
})

describe('the checker', () => {
  test('finds nothing in a tree that keeps every rule', () => {
    const { sentences, read } = checkBoundaries(exampleTree())
    expect(sentences).toEqual([])
    expect(read).toEqual({ files: 22, imports: 22, modules: 2, tables: 4 })
  })

  test.each(breachExamples)('answers one sentence to %s', (_what, changes, rule, place, says) => {
    const { sentences } = checkBoundaries(exampleTree(changes))
    expect(sentences).toHaveLength(1)
    expect(sentences[0]!.startsWith(`${place} `), sentences[0]).toBe(true)
    expect(sentences[0]).toContain(says)
    expect(sentences[0]!.endsWith(`. [${rule}]`), sentences[0]).toBe(true)
  })

  const layers: ModuleList = {
    members: { layer: 0, uses: [] },
    accounts: { layer: 1, uses: ['members'] },
    visits: { layer: 2, uses: ['accounts'] },
  }
  test.each<[string, ModuleList, string]>([
    [
      'an edge upwards',
      { ...layers, accounts: { layer: 1, uses: ['visits'] } },
      'lets accounts (layer 1) use visits (layer 2)',
    ],
    [
      'an edge sideways among the edges down',
      { ...layers, chain: { layer: 2, uses: ['visits'] } },
      'list it under beside',
    ],
    [
      'an edge down among the edges sideways',
      { ...layers, visits: { layer: 2, uses: ['accounts'], beside: ['members'] } },
      'puts members beside visits',
    ],
    [
      'an edge to nowhere',
      { ...layers, visits: { layer: 2, uses: ['accounts', 'weather'] } },
      'use weather, which is no module',
    ],
    [
      'two modules of a layer that use each other',
      {
        ...layers,
        chain: { layer: 2, uses: [], beside: ['visits'] },
        visits: { layer: 2, uses: ['accounts'], beside: ['chain'] },
      },
      'has a circle: chain → visits → chain',
    ],
    [
      'a wider circle',
      {
        ...layers,
        a: { layer: 3, uses: [], beside: ['b'] },
        b: { layer: 3, uses: [], beside: ['c'] },
        c: { layer: 3, uses: [], beside: ['a'] },
      },
      'has a circle: a → b → c → a',
    ],
  ])('answers one sentence to a list with %s', (_what, list, says) => {
    const { sentences } = checkBoundaries(exampleTree(), list)
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toContain(says)
    expect(sentences[0]).toContain('[module-list]')
  })

  test('forgives only what is listed: without its exception the identity table is a breach', () => {
    const { sentences } = checkBoundaries(exampleTree(), modules, [])
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toContain(
      'makes the table auth_user, which has no column org_id uuid and has a primary key',
    )
  })
})

describe('the readers', () => {
  test('every way to import is seen, and nothing that only looks like one', () => {
    const text = [
      `import a from './1.ts'`,
      `import type { B } from './2.ts'`,
      `import './3.ts'`,
      `export * as c from './4.ts'`,
      `export { d } from './5.ts'`,
      `type E = import('./6.ts').E; type F = typeof import('./7.ts')`,
      'const g = () => [import(`./8.ts`), require("./9.ts")]',
      `new Worker(new URL('./10.ts', import.meta.url)); import.meta.glob(['./11.ts', './12.ts'])`,
      `/* import './no.ts' */ // import './no.ts'`,
      'const h = "import \'./no.ts\'"; const i = `import("./no.ts")`; const j = /import "x"/',
      `const k = <p title="import './no.ts'">import 'no' from './no.ts'</p>`,
    ].join('\n')
    const specifiers = readSource('a.tsx', text).imports.map((one) => one.specifier)
    expect(specifiers.sort()).toEqual(Array.from({ length: 12 }, (_, i) => `./${i + 1}.ts`).sort())
  })

  test('tables are told from columns, functions, expressions and words', () => {
    const named = (sql: string) => tablesIn(sql).map((one) => one.name)
    expect(named('select extract(year from at) from visit v, post p join "person" on true')).toEqual([
      'visit',
      'post',
      'person',
    ])
    expect(
      named('insert into visit (id) select id from unnest($1) on conflict do update set id = 1'),
    ).toEqual(['visit'])
    expect(
      named('with recursive t as (select 1 from team) select 1 from t where a is distinct from b'),
    ).toEqual(['team'])
    expect(named(`delete from visit using post where x = 'from need' -- from nowhere`)).toEqual([
      'visit',
      'post',
    ])
    expect(named('select a, b from (select c, d from inner_one) as x, last_one')).toEqual([
      'inner_one',
      'last_one',
    ])
    expect(named('merge into visit using post on true; update only need set a = 1')).toEqual([
      'visit',
      'post',
      'need',
    ])
    expect(named('select id from visit for update of visit skip locked')).toEqual(['visit'])
  })

  test('a tree without git is walked, past what is installed or built, and past what is not text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'icebreaker-boundaries-'))
    try {
      mkdirSync(join(folder, 'src/app'), { recursive: true })
      mkdirSync(join(folder, 'node_modules/x'), { recursive: true })
      writeFileSync(join(folder, 'src/app/home.ts'), 'export const home = 1')
      writeFileSync(join(folder, 'node_modules/x/index.js'), '')
      writeFileSync(join(folder, 'logo.png'), Buffer.from([137, 80, 0, 1]))
      symlinkSync('/nowhere', join(folder, 'broken'))
      expect([...readTree(folder)]).toEqual([['src/app/home.ts', 'export const home = 1']])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('who may use whom', () => {
  test('everyone may use the members, and the layer on top everything below it', () => {
    for (const name of Object.keys(modules)) expect(mayUse(name).has('members')).toBe(name !== 'members')
    expect(mayUse('field').has('care')).toBe(true)
    expect(mayUse('field').has('dossier')).toBe(false)
    expect(mayUse('field').has('field')).toBe(false)
  })

  test('visits may not use the decision chain, which learns from visits', () => {
    expect(mayUse('chain').has('visits')).toBe(true)
    expect(mayUse('visits').has('chain')).toBe(false)
  })
})

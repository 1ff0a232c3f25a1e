import { exampleWith } from './example-tree.ts'

// One breach each, made in the example tree: the proof that every rule can fail, and fails alone.

const accountsStore = 'src/modules/accounts/server/store.ts'
const accountsContract = 'src/modules/accounts/accounts.contract.ts'
const accountsRules = 'src/modules/accounts/accounts.rules.ts'
const accountsSql = 'src/modules/accounts/server/migrations/0001-accounts.sql'
const accountPage = 'src/modules/accounts/web/AccountPage.tsx'
const visitsServer = 'src/modules/visits/server/index.ts'
const visitsStore = 'src/modules/visits/server/record-store.ts'
const visitsSql = 'src/modules/visits/server/migrations/0001-visits.sql'
const visitsTest = 'src/modules/visits/server/api.test.ts'
const button = 'src/ui/Button.tsx'
const app = 'src/platform/server/app.ts'
const problems = 'src/platform/contract/problem.ts'
const machinePath = ['', 'work', 'icebreaker'].join('/')
const registry = ['https://registry', 'example', 'org/'].join('.')

/** What a change breaks: the rule, the place, and a part of the sentence. */
export type Case = [
  what: string,
  changes: Record<string, string | undefined>,
  rule: string,
  place: string,
  says: string,
]

export const breachExamples: readonly Case[] = [
  [
    'a file that does not parse',
    { 'src/app/home.ts': 'import {' },
    'readable',
    'src/app/home.ts:1',
    'cannot be read',
  ],

  [
    'the platform imports a module',
    exampleWith(app, `import '#modules/accounts/server/index.ts'`),
    'platform-knows-no-module',
    `${app}:5`,
    'src/platform knows no module',
  ],
  [
    'the platform imports a module by a path',
    exampleWith(app, `import '../../modules/accounts/server/index.ts'`),
    'platform-knows-no-module',
    `${app}:5`,
    'knows no module',
  ],
  [
    'a test of the platform imports a module',
    { 'src/platform/server/tx.test.ts': `import '#modules/accounts/server/index.ts'` },
    'platform-knows-no-module',
    'src/platform/server/tx.test.ts:1',
    'knows no module',
  ],
  [
    'the wrappers import a module',
    exampleWith(button, `import type { A } from '#modules/accounts/accounts.contract.ts'`),
    'platform-knows-no-module',
    `${button}:4`,
    'src/ui knows no module',
  ],

  [
    'the wrappers import the server',
    exampleWith(button, `import { start } from '#platform/server/app.ts'`),
    'ui-and-contract-stand-alone',
    `${button}:4`,
    'import nothing of a server',
  ],
  [
    'the platform’s contract imports the server',
    exampleWith(problems, `import { start } from '../server/app.ts'`),
    'ui-and-contract-stand-alone',
    `${problems}:4`,
    'neither server nor web',
  ],
  [
    'the platform’s contract imports the wrappers',
    exampleWith(problems, `import { Button } from '#ui/Button.tsx'`),
    'ui-and-contract-stand-alone',
    `${problems}:4`,
    'neither server nor web',
  ],

  [
    'a module reaches into another one',
    exampleWith(visitsServer, `import { listAccounts } from '#modules/accounts/server/store.ts'`),
    'entry',
    `${visitsServer}:2`,
    'enter by #modules/accounts/accounts.contract.ts',
  ],
  [
    'a module takes only a type from inside another one',
    exampleWith(visitsServer, `import type { A } from '#modules/accounts/accounts.rules.ts'`),
    'entry',
    `${visitsServer}:2`,
    'inside accounts',
  ],
  [
    'a type names the inside of another module',
    exampleWith(visitsServer, `export type A = import('#modules/accounts/accounts.rules.ts').A`),
    'entry',
    `${visitsServer}:2`,
    'inside accounts',
  ],
  [
    'a module loads the inside of another one later',
    exampleWith(visitsServer, `export const later = () => import('#modules/accounts/accounts.rules.ts')`),
    'entry',
    `${visitsServer}:2`,
    'inside accounts',
  ],
  [
    'a module passes on the inside of another one',
    exampleWith(visitsServer, `export * from '#modules/accounts/accounts.rules.ts'`),
    'entry',
    `${visitsServer}:2`,
    'inside accounts',
  ],
  [
    'a module names another one’s folder for its entry',
    exampleWith(visitsServer, `import '#modules/accounts/server'`),
    'entry',
    `${visitsServer}:2`,
    'inside accounts',
  ],
  [
    'a test reaches into another module',
    exampleWith(visitsTest, `import { listAccounts } from '#modules/accounts/server/store.ts'`),
    'entry',
    `${visitsTest}:5`,
    'inside accounts',
  ],
  [
    'a front door reaches into a module',
    { 'src/app/sitemap.ts': `import '#modules/accounts/web/AccountPage.tsx'` },
    'entry',
    'src/app/sitemap.ts:1',
    'inside accounts',
  ],
  [
    'the demo reaches into a module',
    { 'demo/story.ts': `import '#modules/accounts/server/store.ts'` },
    'entry',
    'demo/story.ts:1',
    'inside accounts',
  ],

  [
    'a module uses one it may not',
    exampleWith(accountsStore, `import '#modules/visits/visits.contract.ts'`),
    'edge',
    `${accountsStore}:7`,
    'accounts may not use visits',
  ],

  [
    'a screen imports its own server',
    exampleWith(accountPage, `import { listAccounts } from '../server/store.ts'`),
    'web-never-reaches-server',
    `${accountPage}:7`,
    'by call() and the contract',
  ],
  [
    'a screen imports the platform’s server',
    exampleWith(accountPage, `import type { S } from '#platform/server/app.ts'`),
    'web-never-reaches-server',
    `${accountPage}:7`,
    'by call() and the contract',
  ],
  [
    'a screen imports node',
    exampleWith(accountPage, `import { join } from 'node:path'`),
    'web-never-reaches-server',
    `${accountPage}:7`,
    'this runs in the browser',
  ],
  [
    'a screen imports node under its old name',
    exampleWith(accountPage, `import { join } from 'path'`),
    'web-never-reaches-server',
    `${accountPage}:7`,
    'this runs in the browser',
  ],
  [
    'a wrapper imports the database driver',
    exampleWith(button, `import pg from 'pg'`),
    'web-never-reaches-server',
    `${button}:4`,
    'this runs in the browser',
  ],
  [
    'words import the server',
    exampleWith('src/modules/accounts/words/en.ts', `import '../server/store.ts'`),
    'web-never-reaches-server',
    'src/modules/accounts/words/en.ts:2',
    'by call()',
  ],
  [
    'a contract imports the server',
    exampleWith(accountsContract, `import type { L } from './server/store.ts'`),
    'web-never-reaches-server',
    `${accountsContract}:6`,
    'by call()',
  ],
  [
    'what a screen pulls in imports node',
    exampleWith('src/modules/visits/spoken.ts', `import 'node:fs'`),
    'web-never-reaches-server',
    'src/modules/visits/spoken.ts:2',
    'reached by the web from src/modules/visits/web/sentence.ts',
  ],

  [
    'rules import the driver',
    exampleWith(accountsRules, `import pg from 'pg'`),
    'pure',
    `${accountsRules}:2`,
    'contracts and rules are pure',
  ],
  [
    'rules import React',
    exampleWith(accountsRules, `import { useState } from 'react'`),
    'pure',
    `${accountsRules}:2`,
    'contracts and rules are pure',
  ],
  [
    'a contract imports a screen',
    exampleWith(accountsContract, `import { AccountPage } from './web/AccountPage.tsx'`),
    'pure',
    `${accountsContract}:6`,
    'contracts and rules are pure',
  ],

  [
    'a handler builds a query',
    { 'src/modules/visits/server/handlers.ts': `export const h = (db) => db.selectFrom('visit')` },
    'sql-in-stores',
    'src/modules/visits/server/handlers.ts:1',
    '.selectFrom()',
  ],
  [
    'a handler writes a fragment',
    { 'src/modules/visits/server/handlers.ts': 'export const h = sql<number>`1`' },
    'sql-in-stores',
    'src/modules/visits/server/handlers.ts:1',
    'sql`…`',
  ],
  [
    'a handler writes a statement',
    {
      'src/modules/visits/server/handlers.ts':
        'export const h = (tx) => tx.one(`update visit set day = now()`)',
    },
    'sql-in-stores',
    'src/modules/visits/server/handlers.ts:1',
    'a statement',
  ],
  [
    'a statement is put together',
    { 'src/modules/visits/server/jobs.ts': `export const h = (tx) => tx.one('select id ' + 'from visit')` },
    'sql-in-stores',
    'src/modules/visits/server/jobs.ts:1',
    'a statement',
  ],
  [
    'the command line deletes rows',
    { 'src/cli.ts': `export const wipe = (db) => db.query('DELETE FROM visit')` },
    'sql-in-stores',
    'src/cli.ts:1',
    'server/store.ts',
  ],

  [
    'a store builds a query on another module’s table',
    exampleWith(
      visitsStore,
      `export const a = (db) => db.selectFrom('visit').leftJoin('account as a', 'a.id', 'visit.id')`,
    ),
    'own-tables',
    `${visitsStore}:8`,
    'names account, which is private to accounts',
  ],
  [
    'a store writes a statement on another module’s table',
    exampleWith(visitsStore, `export const a = (tx) => tx.query('select 1 from visit v, account a')`),
    'own-tables',
    `${visitsStore}:8`,
    'a view it publishes',
  ],
  [
    'a store updates another module’s table',
    exampleWith(visitsStore, 'export const a = (tx) => tx.query(`\n  update account set id = 1`)'),
    'own-tables',
    `${visitsStore}:9`,
    'private to accounts',
  ],
  [
    'a store reads a view that is not published',
    exampleWith(visitsStore, `export const a = (tx) => tx.query('select 1 from account_draft')`),
    'own-tables',
    `${visitsStore}:8`,
    'account_draft',
  ],
  [
    'a store reads a published view of a module it may not use',
    {
      ...exampleWith(visitsSql, '-- published\ncreate view visit_card as select id from visit;'),
      ...exampleWith(accountsStore, `export const v = (tx) => tx.query('select 1 from visit_card')`),
    },
    'own-tables',
    `${accountsStore}:7`,
    'accounts may not use visits',
  ],
  [
    'a migration reads another module’s table',
    exampleWith(visitsSql, 'create view x as select id from account;'),
    'own-tables',
    `${visitsSql}:13`,
    'private to accounts',
  ],
  [
    'a migration alters another module’s table',
    exampleWith(visitsSql, 'alter table account add column visits integer;'),
    'own-tables',
    `${visitsSql}:13`,
    'private to accounts',
  ],
  [
    'the platform reads a module’s table',
    exampleWith(app, `export const a = (tx) => tx.query('select 1 from visit')`),
    'own-tables',
    `${app}:5`,
    'the platform knows no module',
  ],

  [
    'a foreign key leads where no edge does',
    exampleWith(
      accountsSql,
      'alter table account add foreign key (org_id, last_visit_id) references visit (org_id, id);',
    ),
    'foreign-key',
    `${accountsSql}:14`,
    'accounts may not use visits',
  ],
  [
    'a column’s foreign key leads where no edge does',
    exampleWith(accountsSql, 'alter table account add column v uuid references visit;'),
    'foreign-key',
    `${accountsSql}:14`,
    'points a foreign key of accounts at visit',
  ],
  [
    'the platform’s foreign key leads to a module',
    exampleWith(
      'src/platform/server/migrations/0001-platform.sql',
      'alter table event add column a uuid references account;',
    ),
    'foreign-key',
    'src/platform/server/migrations/0001-platform.sql:5',
    'drop the key',
  ],

  [
    'a table without an organisation',
    exampleWith(
      visitsSql,
      `create table visit_note (id uuid, day date, primary key (org_id, id));\ncall tenant_table('visit_note');`,
    ),
    'tenant-table',
    `${visitsSql}:13`,
    'no column org_id',
  ],
  [
    'a table whose key starts elsewhere',
    exampleWith(
      visitsSql,
      `create table visit_note (org_id uuid, id uuid primary key);\ncall tenant_table('visit_note');`,
    ),
    'tenant-table',
    `${visitsSql}:13`,
    'does not start with org_id',
  ],
  [
    'a table without a wall',
    exampleWith(
      visitsSql,
      "create table visit_note (org_id uuid, id uuid, primary key (org_id, id));\n-- call tenant_table('visit_note');",
    ),
    'tenant-table',
    `${visitsSql}:13`,
    'not walled by row security',
  ],
  [
    'a table whose wall does not bind its owner',
    exampleWith(
      visitsSql,
      'create table visit_note (org_id uuid, id uuid, primary key (org_id, id));\nalter table visit_note enable row level security;\ncreate policy w on visit_note using (true);',
    ),
    'tenant-table',
    `${visitsSql}:13`,
    'not walled',
  ],

  [
    'a class that no screen wears any more',
    {
      'src/ui/Button.module.css': '.button {\n  margin: 0.5rem;\n  &:hover .icon { color: red }\n}',
      'src/ui/Button.tsx': `import classes from './Button.module.css'; export const Button = () => classes.button`,
    },
    'unworn-class',
    'src/ui/Button.module.css:3',
    'the class icon, which nothing wears',
  ],
  [
    'a word that no screen says any more',
    exampleWith(
      'src/modules/accounts/words/zh-CN.ts',
      `export const more = {\n  title: '', subtitle: '客户一览',\n}`,
    ),
    'unsaid-word',
    'src/modules/accounts/words/zh-CN.ts:3',
    'the word subtitle, which nothing says',
  ],
  [
    'a group of words of which one is said by name and another by nobody',
    {
      'src/modules/visits/words/zh-CN.ts': `export const zh = { head: { title: '拜访', hint: '提示' } }`,
      'src/modules/visits/web/sentence.ts': `export { spoken } from '../spoken.ts'; export const title = (w) => w.head.title`,
    },
    'unsaid-word',
    'src/modules/visits/words/zh-CN.ts:1',
    'the word head.hint',
  ],
  [
    'a problem without English words',
    {
      'src/modules/accounts/words/en.ts': `export const en = { problems: {}, fields: { 'accounts.name-taken': 'x' } }`,
    },
    'problem-words',
    `${accountsContract}:4`,
    'no words in en',
  ],
  [
    'a problem without any words',
    exampleWith(accountsContract, `export const gone = problem('accounts.gone', 410)`),
    'problem-words',
    `${accountsContract}:6`,
    'no words in zh-CN and en',
  ],
  [
    'a problem of the platform without words',
    exampleWith(problems, `export const X = problem('platform.lost', 500)`),
    'problem-words',
    `${problems}:4`,
    'the platform words/',
  ],
  [
    'a problem named after another module',
    exampleWith(accountsContract, `export const gone = problem('visits.gone', 410)`),
    'problem-words',
    `${accountsContract}:6`,
    'begins with the name of its module',
  ],

  [
    'a module without a README',
    { 'src/modules/visits/README.md': undefined },
    'readme',
    'src/modules/visits/README.md:1',
    'is missing or empty',
  ],
  [
    'a README that goes on',
    { 'src/modules/visits/README.md': 'more\n'.repeat(61) },
    'readme',
    'src/modules/visits/README.md:61',
    'has 61 lines',
  ],
  [
    'a module nobody listed',
    { 'src/modules/weather/README.md': '# weather' },
    'module-list',
    'src/modules/weather:1',
    'nobody listed',
  ],

  [
    'a file of helpers',
    { 'src/app/test-helpers.ts': '' },
    'plain-name',
    'src/app/test-helpers.ts:1',
    '“helpers”',
  ],
  ['a folder of utils', { 'src/ui/utils/day.ts': '' }, 'plain-name', 'src/ui/utils/day.ts:1', '“utils”'],
  ['a manager', { 'src/app/TaskManager.ts': '' }, 'plain-name', 'src/app/TaskManager.ts:1', '“Manager”'],
  ['a base to build on', { 'src/ui/BaseTable.tsx': '' }, 'plain-name', 'src/ui/BaseTable.tsx:1', '“Base”'],

  [
    'a default export',
    exampleWith(accountPage, 'export default AccountPage'),
    'default-export',
    `${accountPage}:7`,
    'by its name',
  ],
  [
    'a default export in other words',
    exampleWith(accountPage, 'export { AccountPage as default }'),
    'default-export',
    `${accountPage}:7`,
    'by its name',
  ],

  [
    'a module reaches another one by a path',
    exampleWith(visitsServer, `import '../../accounts/server/index.ts'`),
    'import-path',
    `${visitsServer}:2`,
    'write #modules/…',
  ],
  [
    'a module reaches the platform by a path',
    exampleWith(visitsServer, `import '../../../platform/server/app.ts'`),
    'import-path',
    `${visitsServer}:2`,
    'write #platform/…',
  ],
  [
    'a module reaches up to a front door',
    exampleWith(visitsServer, `import '../../../main.ts'`),
    'import-path',
    `${visitsServer}:2`,
    'stands above this code',
  ],
  [
    'a front door reaches a module by a path',
    { 'src/cli.ts': `import './modules/accounts/server/index.ts'` },
    'import-path',
    'src/cli.ts:1',
    'write #modules/…',
  ],

  [
    'a package that asks for a newer node',
    { 'package.json': '{\n  "engines": { "node": ">=24" } }' },
    'package',
    'package.json:2',
    'engines.node is ">=20"',
  ],
  [
    'a young dependency left loose',
    { 'package.json': '{ "engines": { "node": ">=20" },\n "dependencies": { "young": "^0.3.1" } }' },
    'package',
    'package.json:2',
    'takes young as ^0.3.1',
  ],
  [
    'a test release left loose',
    { 'package.json': '{ "engines": { "node": ">=20" },\n "dependencies": { "early": "^1.0.0-beta.2" } }' },
    'package',
    'package.json:2',
    'pin the exact version',
  ],
  [
    'a node left loose',
    { 'package.json': '{ "engines": { "node": ">=20" },\n "dependencies": { "node": "^24.1.0" } }' },
    'package',
    'package.json:2',
    'takes node as ^24.1.0',
  ],
  [
    'a lock file with an address',
    { 'package-lock.json': '{ "a": { "version": "1.0.0",\n  "resolved": "https://example.org/a.tgz" } }' },
    'package',
    'package-lock.json:2',
    'carries a download address',
  ],
  ['no lock file', { 'package-lock.json': undefined }, 'package', 'package-lock.json:1', 'commit it'],

  [
    'a text that names a path of the machine',
    { 'docs/setup.md': `# Set-up\n\nIt is in ${machinePath}.` },
    'machine-path',
    'docs/setup.md:3',
    'a path of one machine',
  ],
  [
    'a text that names a registry',
    { 'docs/setup.md': `Fetched from ${registry}` },
    'machine-path',
    'docs/setup.md:1',
    'a registry',
  ],
  [
    'a setting that names a registry',
    { '.npmrc': `fund=false\n${'regis'}try=http://127.0.0.1:4873/` },
    'machine-path',
    '.npmrc:2',
    'a registry',
  ],
]

import type { Tree } from './tree.ts'

// A small repository that keeps every rule, and touches each: what it allows is as much a test as what a breach forbids.
const files: Record<string, string> = {
  'package.json': JSON.stringify(
    {
      engines: { node: '>=20' },
      dependencies: { node: '24.1.0', young: '0.3.1', early: '1.0.0-beta.2', grown: '^2.1.0' },
    },
    null,
    2,
  ),
  'package-lock.json':
    '{ "packages": { "node_modules/grown": { "version": "2.1.0", "resolved": "local/folder" } } }',
  'vite.config.ts': `export default {}`,
  'src/main.ts': `
import { accountsServer } from '#modules/accounts/server/index.ts'
import { start } from './platform/server/app.ts'
start(accountsServer)
`,
  'src/platform/contract/problem.ts': `
export function problem(code, status) { return { code, status } }
export const NOT_FOUND = problem('platform.not-found', 404)
`,
  'src/platform/words/zh-CN.ts': `export const zh = { problems: { 'platform.not-found': '找不到' } }`,
  'src/platform/words/en.ts': `export const en = { problems: { 'platform.not-found': 'Not found' } } satisfies Words<typeof zh>`,
  'src/platform/server/app.ts': `
import { readFile } from 'node:fs/promises'
import { NOT_FOUND } from '../contract/problem.ts'
export const start = async (tx) => tx.query('select id from event where at > $1', [readFile, NOT_FOUND])
`,
  'src/platform/server/migrations/0001-platform.sql': `
create procedure tenant_table(tenant regclass) language plpgsql as $$ begin end $$;
create table event (org_id uuid not null, id uuid not null, primary key (org_id, id));
call tenant_table('event');
`,
  'src/ui/Button.module.css': `/* .gone */ .button { margin: .5rem } :global(.library) .button[data-x] { color: red }`,
  'src/ui/Button.tsx': `
import classes from './Button.module.css'; import type { Problem } from '#platform/contract/problem.ts'
export const Button = (props: { problem: Problem }) => <button type="button" className={classes.button}>don't import 'pg' from here</button>
`,

  'src/modules/accounts/README.md': '# accounts\n\nWho our customers are.\n',
  'src/modules/accounts/accounts.contract.ts': `
import { problem } from '#platform/contract/problem.ts'
import { mayRename } from './accounts.rules.ts'
export const nameTaken = problem('accounts.name-taken', 409)
export type Rename = typeof mayRename
`,
  'src/modules/accounts/accounts.rules.ts': `export const mayRename = (n: string): boolean => n !== ''`,
  'src/modules/accounts/words/zh-CN.ts': `export const zh = { title: '客户', kinds: { buyer: '买家' }, problems: { 'accounts.name-taken': '已有同名客户' } }`,
  'src/modules/accounts/words/en.ts': `export const en = { title: 'Select a customer from the list', kinds: { buyer: 'Buyer' }, problems: { 'accounts.name-taken': (p) => p.name } }`,
  'src/modules/accounts/server/index.ts': `
import { listAccounts } from './store.ts'
export const accountsServer = { name: 'accounts', listAccounts }
`,
  'src/modules/accounts/server/store.ts': `
import { sql } from 'kysely'
// import { nothing } from '#modules/visits/server/store.ts'
export const listAccounts = (db) =>
  db.selectFrom('account as a').innerJoin('event', 'event.id', 'a.id').where(sql\`exists (select 1 from account b)\`)
export const fragment = "import x from '#modules/visits/server/store.ts'"
`,
  'src/modules/accounts/server/migrations/0001-accounts.sql': `
create table account (
  org_id uuid not null,
  id uuid not null,
  parent_id uuid,
  primary key (org_id, id),
  foreign key (org_id, parent_id) references account (org_id, id) -- references visit
);
call tenant_table('account');
-- published
create view account_card as select org_id, id from account;
create view account_draft as select org_id, id from account;
create table auth_user (id uuid primary key);
`,
  'src/modules/accounts/web/index.ts': `export { AccountPage } from './AccountPage.tsx'`,
  'src/modules/accounts/web/AccountPage.tsx': `
import { Button } from '#ui/Button.tsx'
import { nameTaken } from '../accounts.contract.ts'
import { zh } from '../words/zh-CN.ts'
export const AccountPage = ({ kind }) => <Button title={zh.title} name={zh.kinds[kind]} problem={nameTaken} />
export const Later = () => import('./AccountPage.tsx')
`,

  'src/modules/visits/README.md': '# visits\n\nWhat happens at the customer’s.\n',
  'src/modules/visits/visits.contract.ts': `import type { Rename } from '#modules/accounts/accounts.contract.ts'\nexport type R = Rename`,
  'src/modules/visits/server/index.ts': `export const visitsServer = { name: 'visits' }`,
  'src/modules/visits/server/record-store.ts': `
import { accountsServer } from '#modules/accounts/server/index.ts'
export const read = (tx, day) => tx.query(\`
  with recent as (select id from visit)
  select extract(year from at), v.id from recent r, visit v join account_card c on c.id = v.account_id
  where v.at is distinct from account and v.day = \${day} for update of v\`, accountsServer)
export const tree = (db) => db.withRecursive('account(id)', (q) => q.selectFrom('visit')).selectFrom('account')
`,
  'src/modules/visits/server/api.test.ts': `
import { accountsServer } from '#modules/accounts/server/index.ts'
import { expect } from 'vitest'
await accountsServer.tx.query('select id from account')
`,
  'src/modules/visits/server/migrations/0001-visits.sql': `
create table visit (
  org_id uuid not null,
  id uuid not null,
  account_id uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account (org_id, id)
);
alter table visit enable row level security;
alter table visit force row level security;
create policy org_wall on visit using (org_id = current_setting('app.org_id')::uuid);
create view visit_line as select v.id from visit v join account_card c on c.id = v.account_id;
`,
  'src/modules/visits/web/index.ts': `
import { AccountPage } from '#modules/accounts/web/index.ts'
import { sentence } from './sentence.ts'
export const VisitPage = [AccountPage, sentence]
`,
  'src/modules/visits/web/sentence.ts': `export { spoken } from '../spoken.ts'`,
  'src/modules/visits/spoken.ts': `export const spoken = 'said'`,
}

/** The example with some files changed, added or (with `undefined`) taken away. */
export function exampleTree(changes: Readonly<Record<string, string | undefined>> = {}): Tree {
  const all = Object.entries({ ...files, ...changes })
  return new Map(all.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** The example's text of one file with something put after it, on a line of its own. */
export function exampleWith(path: string, added: string): Record<string, string> {
  if (files[path] === undefined) throw new Error(`The example has no ${path}.`)
  return { [path]: `${files[path].trimEnd()}\n${added}\n` }
}

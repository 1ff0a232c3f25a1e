import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { createMembers } from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { buildApp } from '#platform/server/app.ts'
import { openDatabase } from '#platform/server/db/open.ts'
import { migrate } from '#platform/server/migrate.ts'
import { createPool } from '#platform/server/pool.ts'
import { loadSecret } from '#platform/server/secret.ts'
import { serverModules } from '../src/server-modules.ts'
import { type Capture, listen, madeIds } from './capture.ts'
import { importAgainstCopy } from './import.ts'
import { median, type Slice, slice, type Target } from './load.ts'
import { type Operation, operations } from './operations.ts'
import { residentMegabytes, type Started, startProgram } from './processes.ts'
import { type BenchOrganisation, FULL, loadWorld, PASSWORD, QUICK } from './world.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    database: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (options.help) {
  console.log(`npm run bench -- [--json FILE] [--database URL] [--quick] [--seconds 2] [--rounds 5] [--only account,map]
Loads a large organisation beside many small ones, and measures each operation against its floor, slice by slice in turn.
--database: an empty PostgreSQL to load into; without it, an embedded one in a temporary folder.`)
  process.exit(0)
}

const CONNECTIONS = [1, 8, 32]
const folder = mkdtempSync(join(tmpdir(), 'icebreaker-bench-'))
const say = (line: string) => console.error(line)

interface Row {
  operation: string
  connections: number
  perSecond: number
  p50: number
  p99: number
  floorPerSecond: number
  floorP99: number
  /** Ours of the floor's requests per second, the median over the rounds. */
  ratio: number
  goal: number
  /** Milliseconds. */
  p99Goal: number | null
  /** p99 here against p99 in an organisation of 1,000 people, both in this run. */
  p99AgainstSmall: number | null
  failed: number
}

const database = await openDatabase({ dataFolder: folder, databaseUrl: options.database })
let ours: Started | undefined
let floor: Started | undefined
let peak = 0
try {
  const plain = new pg.Pool({ ...database.config, max: 1 })
  await migrate(plain)
  const pool = createPool(database.config)
  const world = await loadWorld(pool, options.quick ? QUICK : FULL, say)
  const only = options.only?.split(',')
  const chosen = operations.filter((o) => !only || only.includes(o.key))
  const heard = await hear(world.big, chosen)

  floor = await startProgram(['bench/floor.ts'], {
    input: JSON.stringify({ config: database.config, operations: heard }),
    line: /^(\d+)$/,
  })
  ours = await startOurs()
  const headers = { big: await signIn(ours.port, world.big), small: await signIn(ours.port, world.small) }
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(ours?.pid ?? 0))
  }, 200)
  const rows: Row[] = []
  for (const operation of chosen) {
    for (const connections of CONNECTIONS) rows.push(await measure(operation, connections, world, headers))
  }
  clearInterval(watch)
  const copy =
    only && !only.includes('import')
      ? null
      : await importAgainstCopy(database.config, folder, world.big, options.quick ? 5_000 : 100_000, say)
  await Promise.all([plain.end(), pool.end()])
  report(rows, copy)
} finally {
  await ours?.stop()
  await floor?.stop()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Listens to what each request asks of the database and is answered, in this process, one at a time. */
async function hear(organisation: BenchOrganisation, chosen: Operation[]) {
  const pool = createPool({ ...database.config, max: 1 })
  const log = pino({ level: 'error' })
  const members = createMembers({ pool, secret: loadSecret(folder), log })
  const modules = serverModules.map((module) => (module.name === 'members' ? members.module : module))
  const ear = listen(pool)
  const app = await buildApp({
    pool,
    log,
    routes: modules.flatMap((m) => m.routes),
    webFolder: null,
    health: async () => null,
    identify: members.identify,
  })
  const session = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email: organisation.email, password: PASSWORD },
  })
  const cookie = cookieOf(session.headers['set-cookie'])
  const ask = async (operation: Operation, path: string, body?: object): Promise<Capture> => {
    ear.take()
    const answer = await app.inject({
      method: operation.endpoint.method,
      url: path,
      headers: { cookie, ...(body && { 'idempotency-key': newId() }) },
      ...(body && { payload: body }),
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (answer.statusCode >= 300)
      throw new Error(`${operation.endpoint.name} answered ${answer.statusCode}: ${answer.body}`)
    return { waves: ear.take(), answer: answer.body, status: answer.statusCode }
  }
  const heard: Record<string, { captures: Capture[]; made: string[][] }> = {}
  for (const operation of chosen) {
    const captures: Capture[] = []
    const made: string[][] = []
    // The first request of a kind may warm caches (who is asking); it is not the one that counts.
    const [first] = operation.inputs(organisation)
    if (first) await ask(operation, first.path, first.body?.())
    for (const input of operation.inputs(organisation).slice(0, 16)) {
      const capture = await ask(operation, input.path, input.body?.())
      captures.push(capture)
      made.push(input.body ? madeIds(capture, await ask(operation, input.path, input.body())) : [])
    }
    heard[operation.key] = { captures, made }
    const statements = captures[0]?.waves.map((wave) => wave.length).join('+')
    say(`${operation.title}: ${statements} statements, ${captures[0]?.answer.length} bytes`)
  }
  await app.close()
  await pool.end()
  return heard
}

async function startOurs(): Promise<Started> {
  // The embedded database is already running in this process; the server is given its address like any other.
  const { user, password, host, port, database: name, options: role } = database.config
  const url = `postgres://${encodeURIComponent(String(user))}:${encodeURIComponent(String(password))}@${encodeURIComponent(String(host))}:${port}/${name}`
  return startProgram(['src/cli.ts', 'start'], {
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      ICEBREAKER_DATA: folder,
      DATABASE_URL: options.database ?? url,
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      ...(role && { PGOPTIONS: role }),
    },
    line: /http:\/\/[^\s]*:(\d+)/,
  })
}

async function signIn(port: number, organisation: BenchOrganisation): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: organisation.email, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}`)
  return { cookie: cookieOf(answer.headers.getSetCookie()), accept: 'application/json' }
}

function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Ours, the floor, and ours in the small organisation, slice by slice in turn, so that a slow minute slows all three. */
async function measure(
  operation: Operation,
  connections: number,
  world: { big: BenchOrganisation; small: BenchOrganisation },
  headers: { big: Record<string, string>; small: Record<string, string> },
): Promise<Row> {
  const seconds = Number(options.seconds)
  const target = (organisation: BenchOrganisation, own: Record<string, string>): Target => ({
    port: ours?.port ?? 0,
    method: operation.endpoint.method as 'GET' | 'POST',
    headers: own,
    requests: operation.inputs(organisation).map(({ path, body }) => ({
      path,
      ...(body && {
        body: () => ({
          body: JSON.stringify(body()),
          headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
        }),
      }),
    })),
  })
  const big = target(world.big, headers.big)
  const small = () => target(world.small, headers.small)
  const bare: Target = {
    port: floor?.port ?? 0,
    method: operation.endpoint.method as 'GET' | 'POST',
    requests: [
      {
        path: `/${operation.key}`,
        ...(operation.endpoint.method !== 'GET' && {
          body: () => ({ body: '{}', headers: { 'content-type': 'application/json' } }),
        }),
      },
    ],
  }
  const compared = operation.largeOnly ? null : small()
  for (const each of compared ? [big, bare, compared] : [big, bare])
    await slice(each, connections, Math.min(1, seconds))
  const rounds: { ours: Slice; floor: Slice; small: Slice | null }[] = []
  for (let i = 0; i < Number(options.rounds); i++) {
    rounds.push({
      ours: await slice(big, connections, seconds),
      floor: await slice(bare, connections, seconds),
      small: compared && (await slice(compared, connections, seconds)),
    })
  }
  const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick))
  const row: Row = {
    operation: operation.title,
    connections,
    perSecond: of((r) => r.ours.perSecond),
    p50: of((r) => r.ours.p50),
    p99: of((r) => r.ours.p99),
    floorPerSecond: of((r) => r.floor.perSecond),
    floorP99: of((r) => r.floor.p99),
    ratio: of((r) => r.ours.perSecond / r.floor.perSecond),
    goal: operation.goal,
    p99Goal: operation.p99Goal ?? null,
    p99AgainstSmall: compared ? of((r) => r.ours.p99 / (r.small?.p99 ?? Number.NaN)) : null,
    failed: rounds.reduce((sum, r) => sum + r.ours.failed + r.floor.failed + (r.small?.failed ?? 0), 0),
  }
  say(line(row))
  return row
}

function line(r: Row): string {
  const n = (value: number, digits = 1) => value.toFixed(digits).padStart(8)
  return [
    r.operation.padEnd(34),
    String(r.connections).padStart(3),
    n(r.perSecond, 0),
    n(r.p50, 2),
    n(r.p99, 2),
    n(r.floorPerSecond, 0),
    `${n(r.ratio * 100, 0)} %`,
    `(goal ${Math.round(r.goal * 100)} %)`,
    r.p99Goal === null ? '' : `(p99 goal ${r.p99Goal} ms)`,
    r.p99AgainstSmall === null ? '' : `p99 ×${r.p99AgainstSmall.toFixed(2)} of small`,
    r.failed > 0 ? `${r.failed} FAILED` : '',
  ].join(' ')
}

function report(rows: Row[], copy: Awaited<ReturnType<typeof importAgainstCopy>> | null): void {
  console.log(`\n${'operation'.padEnd(34)} con    req/s      p50      p99  floor/s    ratio`)
  for (const row of rows) console.log(line(row))
  if (copy)
    console.log(
      `import of ${copy.rows} rows: ${Math.round(copy.perSecond)}/s, COPY ${Math.round(copy.copyPerSecond)}/s, ${Math.round(copy.ratio * 100)} % (goal 20 %)`,
    )
  console.log(`resident memory of the server under load: ${Math.round(peak)} MB at most (goal 250 MB)`)
  if (options.json)
    writeFileSync(
      options.json,
      `${JSON.stringify({ at: new Date().toISOString(), rows, import: copy, peakMegabytes: peak }, null, 1)}\n`,
    )
}

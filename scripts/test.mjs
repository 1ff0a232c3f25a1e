import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { checkGate, playwrightGate, report, vitestGate } from './gates.mjs'
import { command, ensureInstalled, root } from './install.mjs'

ensureInstalled()
const browser = ensureBrowser()
const size = join(root, 'scripts', 'check-size.mjs')
const beside = { beside: true }

/** The tests on a real PostgreSQL: those that work first, those that mostly wait for a server to start or to be found dead after. */
async function onDatabase() {
  return [await vitestGate('api'), await vitestGate('db')]
}

/** What needs one core at most, and fills the gaps of the others. */
async function light() {
  return [
    await checkGate('types', [command('typescript', 'tsc'), '-p', 'tsconfig.json'], beside),
    await checkGate('lint', [command('@biomejs/biome', 'biome'), 'check'], beside),
    await vitestGate('boundaries', beside),
    await vitestGate('unit', beside),
    await checkGate('build', [join(root, 'scripts', 'build-web.mjs')], beside),
    ...(existsSync(size) ? [await checkGate('size', [size], beside)] : []),
  ]
}

// Every gate runs, whatever the others find: one run shows everything there is to mend.
const [database, lighter] = await Promise.all([onDatabase(), light()])
const e2e = await playwrightGate('e2e', { env: browser ? { CHROMIUM_PATH: browser } : {} })
process.exitCode = report([...lighter, ...database, e2e])

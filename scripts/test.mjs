import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { checkGate, playwrightGate, report, vitestGate } from './gates.mjs'
import { command, ensureInstalled, root } from './install.mjs'

ensureInstalled()
const browser = ensureBrowser()
const size = join(root, 'scripts', 'check-size.mjs')

// Every gate runs, whatever the one before it found: one run shows everything there is to mend.
const results = [
  checkGate('types', [command('typescript', 'tsc'), '-p', 'tsconfig.json']),
  checkGate('lint', [command('@biomejs/biome', 'biome'), 'check']),
  vitestGate('boundaries'),
  vitestGate('unit'),
  vitestGate('api'),
  checkGate('build', [join(root, 'scripts', 'build-web.mjs')]),
  ...(existsSync(size) ? [checkGate('size', [size])] : []),
  playwrightGate('e2e', browser ? { CHROMIUM_PATH: browser } : {}),
]
process.exitCode = report(results)

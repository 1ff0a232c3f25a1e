import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, projectNode, root } from './install.mjs'

ensureInstalled()
const [first, ...others] = process.argv.slice(2)
const [file, given] = first === 'map-frames' ? ['map-frames.ts', others] : ['run.ts', process.argv.slice(2)]
if (file === 'map-frames.ts' && !ensureBuilt()) process.exit(1)
const { status } = spawnSync(projectNode, [join(root, 'bench', file), ...given], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)

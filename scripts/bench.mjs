import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, projectNode, root } from './install.mjs'

ensureInstalled()
const { status } = spawnSync(projectNode, [join(root, 'bench', 'run.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)

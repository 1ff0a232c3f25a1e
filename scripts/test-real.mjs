import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { report, vitestGate } from './gates.mjs'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const data = join(dirname(root), 'shared', 'data')
const files = readdirSync(join(root, 'src'), { recursive: true }).filter((path) =>
  String(path).endsWith('.real.test.ts'),
)
if (!existsSync(data)) {
  console.log(
    `真实数据目录不存在，跳过。 / The folder with real data is not there, so these files are skipped: ${files.join(', ')}`,
  )
  console.log(`0 passed, 0 failed, ${files.length} skipped`)
} else {
  process.exitCode = report([await vitestGate('real')])
}

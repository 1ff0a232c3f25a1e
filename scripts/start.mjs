import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { becomeCli } from './run-node.mjs'

ensureInstalled()
if (!ensureBuilt()) {
  console.error('网页构建失败，原因见上。 / The web app could not be built for the reason above.')
  process.exit(1)
}
becomeCli(['start', ...process.argv.slice(2)])

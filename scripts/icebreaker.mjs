import { ensureInstalled } from './install.mjs'
import { becomeCli } from './run-node.mjs'

ensureInstalled()
becomeCli(process.argv.slice(2))

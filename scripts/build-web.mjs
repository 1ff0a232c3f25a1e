import { ensureBuilt } from './build.mjs'

process.exitCode = ensureBuilt() ? 0 : 1

// A process of its own for the tests of crashes: opens the embedded database of a folder and holds it until it is killed.
import { startEmbedded } from '../db/embedded.ts'
import { StartError } from '../db/start-error.ts'

const folder = process.argv[2]!
try {
  const database = await startEmbedded(folder)
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)))
  process.stdout.write(`${JSON.stringify({ postgres: database.pid(), config: database.config })}\n`)
  setInterval(() => {}, 60_000)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stdout.write(`${JSON.stringify({ refused: error.code, line: error.line() })}\n`)
  process.exitCode = error.exitCode
}

import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs session cookies: `ICEBREAKER_SECRET`, else made once and kept in the data folder for the owner's eyes
 * alone. Losing it signs everybody out; nothing else depends on it.
 * @throws if the folder cannot be written
 */
export function loadSecret(dataFolder: string, env: NodeJS.ProcessEnv = process.env): string {
  if (env.ICEBREAKER_SECRET) return env.ICEBREAKER_SECRET
  const file = join(dataFolder, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const secret = randomBytes(32).toString('base64url')
    try {
      writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
      return secret
    } catch (raced) {
      if ((raced as NodeJS.ErrnoException).code !== 'EEXIST') throw raced
      return readFileSync(file, 'utf8').trim()
    }
  }
}

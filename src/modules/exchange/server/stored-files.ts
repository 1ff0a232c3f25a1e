import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ProblemError } from '#platform/contract/problem.ts'
import { readConfig } from '#platform/server/config.ts'
import { exchangeProblems, LARGEST_UPLOAD } from '../exchange.contract.ts'
import type { FileProfile } from '../file-profile.rules.ts'
import { profileFromJson, profileToJson } from './profile-file.ts'

/** Uploads lie in the data folder under names that say nothing, readable by the server alone. */
function folder(): string {
  return join(readConfig(process.env).dataFolder, 'imports')
}

export function pathOf(storedAs: string): string {
  return join(folder(), storedAs)
}

function tooLarge(): ProblemError {
  return new ProblemError(exchangeProblems.tooLarge, {
    params: { limit: Math.round(LARGEST_UPLOAD / 1024 ** 2) },
  })
}

/** Refuses a body that says itself that it is too large, before a byte of it is read. */
export function refuseLarge(contentLength: string | string[] | undefined): void {
  if (Number(contentLength ?? 0) > LARGEST_UPLOAD) throw tooLarge()
}

/**
 * Writes an upload to disk as it arrives.
 * @throws `exchange.file-too-large` as soon as it is; nothing stays of an upload that fails or breaks off
 */
export async function storeUpload(
  upload: Readable,
  most: number = LARGEST_UPLOAD,
): Promise<{ storedAs: string; size: number; sha256: string }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const storedAs = randomBytes(24).toString('hex')
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > most) return done(tooLarge())
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(upload, counted, createWriteStream(pathOf(storedAs), { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    await removeStored(storedAs)
    throw error
  }
  return { storedAs, size, sha256: hash.digest('hex') }
}

/** A profile is kept beside its file, so that planning again reads no file again. */
export async function storeProfile(storedAs: string, profile: FileProfile): Promise<void> {
  await writeFile(`${pathOf(storedAs)}.profile`, profileToJson(profile), { mode: 0o600 })
}

/** @throws `exchange.files-gone` */
export async function loadProfile(storedAs: string): Promise<FileProfile> {
  try {
    return profileFromJson(await readFile(`${pathOf(storedAs)}.profile`, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ProblemError(exchangeProblems.filesGone)
    throw error
  }
}

export async function removeStored(storedAs: string): Promise<void> {
  await Promise.all([
    rm(pathOf(storedAs), { force: true }),
    rm(`${pathOf(storedAs)}.profile`, { force: true }),
  ])
}

/** Files no row speaks of: what a crash left behind. Removes those older than so many days. */
export async function removeStrays(days: number): Promise<number> {
  const names = await readdir(folder()).catch(() => [] as string[])
  const before = Date.now() - days * 86_400_000
  let removed = 0
  for (const name of names) {
    const { mtimeMs } = await stat(pathOf(name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs >= before) continue
    await rm(pathOf(name), { force: true })
    removed += 1
  }
  return removed
}

import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import type { ReadLimits } from './limits.ts'
import { stopIfCancelled, UnreadableFile } from './unreadable-file.ts'

/** The parts of a zip we agreed to open, by name. Close it when done. */
export type ZipParts = {
  has(name: string): boolean
  names(): string[]
  /** The part's bytes, uncompressed, counted as they come: what the directory declares is only a claim. */
  read(name: string, signal?: AbortSignal): AsyncGenerator<Buffer>
  close(): void
}

/** Opens a zip and judges its directory first: nothing is inflated before the whole archive is within limits. */
export async function openZip(path: string, limits: ReadLimits): Promise<ZipParts> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(damaged)
  try {
    const entries = await judge(zip, limits)
    return {
      has: (name) => entries.has(name.toLowerCase()),
      names: () => [...entries.values()].map((entry) => entry.fileName),
      read: (name, signal) => readEntry(zip, entries.get(name.toLowerCase()), limits, signal),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function damaged(error: unknown): never {
  if (error instanceof UnreadableFile) throw error
  throw new UnreadableFile('zipDamaged')
}

async function judge(zip: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  const tooMany = () =>
    new UnreadableFile('zipTooManyEntries', { params: { found: zip.entryCount, limit: limits.zipEntries } })
  if (zip.entryCount > limits.zipEntries) throw tooMany()
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= limits.zipEntries) throw tooMany()
      if (entry.isEncrypted()) throw new UnreadableFile('zipEncrypted')
      total += entry.uncompressedSize
      if (entry.uncompressedSize > limits.zipEntryBytes || total > limits.zipTotalBytes)
        throw tooLarge(entry, limits)
      refuseBomb(entry, entry.uncompressedSize, limits)
      // Two parts of one name: readers disagree which counts, so a checker may have seen the other one.
      if (entries.has(entry.fileName.toLowerCase())) throw new UnreadableFile('zipDamaged')
      entries.set(entry.fileName.toLowerCase(), entry)
    }
  } catch (error) {
    damaged(error)
  }
  return entries
}

function tooLarge(entry: Entry, limits: ReadLimits): UnreadableFile {
  return new UnreadableFile('zipTooLarge', {
    params: { part: entry.fileName, limit: Math.floor(limits.zipEntryBytes / 1024 ** 2) },
  })
}

function refuseBomb(entry: Entry, bytes: number, limits: ReadLimits): void {
  const ratio = bytes / Math.max(1, entry.compressedSize)
  if (bytes > limits.zipRatioFrom && ratio > limits.zipRatio) {
    throw new UnreadableFile('zipBomb', {
      params: { part: entry.fileName, ratio: Math.round(ratio), limit: limits.zipRatio },
    })
  }
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  limits: ReadLimits,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  if (!entry?.canDecodeFileData()) throw new UnreadableFile('zipDamaged')
  let stream: Readable | undefined
  let bytes = 0
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      stopIfCancelled(signal)
      bytes += chunk.length
      if (bytes > limits.zipEntryBytes) throw tooLarge(entry, limits)
      refuseBomb(entry, bytes, limits)
      yield chunk
    }
  } catch (error) {
    damaged(error)
  } finally {
    stream?.destroy()
  }
}

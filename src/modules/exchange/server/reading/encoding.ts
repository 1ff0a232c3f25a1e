import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import chardet from 'chardet'
import iconv from 'iconv-lite'
import { commonHanziShare } from './hanzi.ts'
import { stopIfCancelled } from './unreadable-file.ts'

/** The encodings a table is read in. GB18030 covers GBK and GB2312. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export type EncodingGuess = {
  encoding: Encoding
  /** 0–1. 1: a byte order mark, or plain ASCII. */
  confidence: number
  how: 'bom' | 'ascii' | 'validUtf8' | 'zeroBytes' | 'statistics'
  /** What else it could be, best first. */
  alternatives: { encoding: Encoding; confidence: number }[]
}

const aliases: Record<string, Encoding> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicode: 'utf-16le',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  ansi: 'windows-1252',
  big5: 'big5',
  big5hkscs: 'big5',
  cp950: 'big5',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  ascii: 'utf-8',
}

/** The encoding a user means by a name such as "GBK" or "utf8"; undefined when we do not know it. */
export function encodingNamed(name: string): Encoding | undefined {
  return aliases[name.toLowerCase().replace(/[^a-z0-9]/g, '')]
}

const SAMPLE = 512 * 1024

/**
 * Proposes the encoding of a text file. The whole file is looked at, in constant memory, because a file can be
 * plain ASCII for a hundred megabytes before its first Chinese name.
 */
export async function guessEncoding(path: string, signal?: AbortSignal): Promise<EncodingGuess> {
  const head = await firstBytes(path, 4096)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return certain('utf-8', 'bom')
  if (head[0] === 0xff && head[1] === 0xfe) return certain('utf-16le', 'bom')
  if (head[0] === 0xfe && head[1] === 0xff) return certain('utf-16be', 'bom')
  const zeros = zeroBytes(head)
  if (zeros) return { encoding: zeros, confidence: 0.85, how: 'zeroBytes', alternatives: [] }

  const seen = await survey(path, signal)
  if (seen.ascii) return certain('utf-8', 'ascii')
  if (seen.validUtf8) return { encoding: 'utf-8', confidence: 0.99, how: 'validUtf8', alternatives: [] }
  return statistics(seen.sample)
}

function certain(encoding: Encoding, how: EncodingGuess['how']): EncodingGuess {
  return { encoding, confidence: 1, how, alternatives: [] }
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-16 without a mark: Western text has a zero in every other byte. A handful of stray NULs is not that. */
function zeroBytes(head: Buffer): Encoding | undefined {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 ? odd++ : even++
  const half = head.length / 2
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

async function survey(path: string, signal?: AbortSignal) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces: Buffer[] = []
  let kept = 0
  let ascii = true
  let validUtf8 = true
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    stopIfCancelled(signal)
    const plain = isAscii(chunk)
    if (!plain) {
      ascii = false
      if (kept < SAMPLE) {
        pieces.push(chunk)
        kept += chunk.length
      }
    }
    if (validUtf8 && !(plain && ascii)) {
      try {
        decoder.decode(chunk, { stream: true })
      } catch {
        validUtf8 = false
      }
    }
    if (!validUtf8 && kept >= SAMPLE) break
  }
  if (validUtf8) {
    try {
      decoder.decode()
    } catch {
      validUtf8 = false
    }
  }
  return { ascii, validUtf8, sample: Buffer.concat(pieces).subarray(0, SAMPLE) }
}

function isAscii(chunk: Buffer): boolean {
  for (let i = 0; i < chunk.length; i++) if ((chunk[i] as number) > 127) return false
  return true
}

/** Our own checks first; chardet's opinion only tips the scale between candidates that are close. */
function statistics(sample: Buffer): EncodingGuess {
  const opinion = new Map<string, number>()
  for (const match of chardet.analyse(sample)) {
    const encoding = encodingNamed(match.name)
    if (encoding) opinion.set(encoding, Math.max(opinion.get(encoding) ?? 0, match.confidence / 100))
  }
  const scored = (['utf-8', 'gb18030', 'big5', 'windows-1252'] as const)
    .map((encoding) => {
      const own = score(encoding, sample)
      return {
        encoding,
        confidence: round(Math.min(0.97, own * 0.9 + (own > 0 ? 0.1 : 0) * (opinion.get(encoding) ?? 0))),
      }
    })
    .sort((a, b) => b.confidence - a.confidence)
  const best = scored[0] as { encoding: Encoding; confidence: number }
  return { ...best, how: 'statistics', alternatives: scored.slice(1).filter((s) => s.confidence > 0.05) }
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}

function score(encoding: Encoding, sample: Buffer): number {
  const text = iconv.decode(sample, encoding)
  let foreign = 0
  let broken = 0
  for (const char of text) {
    if (char === '�') broken++
    else if (char > '\x7f') foreign++
  }
  if (foreign + broken === 0) return 0
  const intact = foreign / (foreign + broken)
  // One cut character at the sample's edge says nothing; every tenth one says it is another encoding.
  const trust = Math.max(0, 1 - (1 - intact) * 8)
  if (encoding === 'utf-8') return trust * 0.95
  if (encoding === 'windows-1252') return trust * westernShare(text)
  return trust * Math.min(1, 0.35 + commonHanziShare(text, encoding === 'big5'))
}

/** In Western text an accented letter stands alone among plain ones; misread Chinese is a run of them. */
function westernShare(text: string): number {
  let alone = 0
  let all = 0
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 128) continue
    all++
    const before = i === 0 || text.charCodeAt(i - 1) < 128
    const after = i === text.length - 1 || text.charCodeAt(i + 1) < 128
    if (before && after) alone++
  }
  return all === 0 ? 0 : (alone / all) * 0.9
}

export type DecodedPiece = {
  text: string
  /** Offsets within `text` of characters that stand for bytes which are not valid in this encoding. */
  malformed: number[]
}

/** Decodes a file piece by piece. A byte order mark is dropped; nothing else is. */
export async function* decodeFile(
  path: string,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<DecodedPiece> {
  const decode = encoding === 'utf-8' ? utf8Decoder() : iconvDecoder(encoding)
  let first = true
  for await (const chunk of createReadStream(path, { highWaterMark: 128 * 1024 }) as AsyncIterable<Buffer>) {
    stopIfCancelled(signal)
    const piece = decode(chunk)
    if (first && piece.text.length > 0) {
      first = false
      if (piece.text.charCodeAt(0) === 0xfeff) {
        piece.text = piece.text.slice(1)
        piece.malformed = piece.malformed.map((at) => at - 1)
      }
    }
    yield piece
  }
  yield decode(undefined)
}

const REPLACEMENT = Buffer.from('�')

/**
 * A valid EF BF BD in the file is a character somebody else already lost; any other U+FFFD is one we could not
 * read. UTF-8 synchronises itself, so splitting at EF BF BD tells them apart.
 */
function utf8Decoder(): (chunk: Buffer | undefined) => DecodedPiece {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let carry = Buffer.alloc(0)
  return (chunk) => {
    if (!chunk) {
      const left = decoder.decode(carry, { stream: true }) + decoder.decode()
      return { text: left, malformed: offsetsOf(left, '�', 0, []) }
    }
    // Two bytes are held back so that EF BF BD is never cut in two.
    const all = Buffer.concat([carry, chunk])
    const ready = all.subarray(0, Math.max(0, all.length - 2))
    const end = ready.length
    carry = Buffer.from(all.subarray(end))
    let text = ''
    const malformed: number[] = []
    let from = 0
    while (from < end) {
      const at = all.indexOf(REPLACEMENT, from)
      const found = at >= 0 && at < end
      const before = decoder.decode(all.subarray(from, found ? at : end), { stream: true })
      offsetsOf(before, '�', text.length, malformed)
      text += before
      if (!found) break
      const lost = decoder.decode(all.subarray(at, at + 3), { stream: true })
      offsetsOf(lost.slice(0, -1), '�', text.length, malformed)
      text += lost
      from = at + 3
    }
    if (from > end) carry = Buffer.from(all.subarray(from))
    return { text, malformed }
  }
}

function iconvDecoder(encoding: Encoding): (chunk: Buffer | undefined) => DecodedPiece {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  return (chunk) => {
    const text = (chunk ? decoder.write(chunk) : decoder.end()) ?? ''
    // UTF-16 can hold a U+FFFD of its own; it is reported per cell like any other.
    const malformed = encoding.startsWith('utf-16') ? [] : offsetsOf(text, '�', 0, [])
    return { text, malformed }
  }
}

function offsetsOf(text: string, char: string, base: number, into: number[]): number[] {
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) into.push(base + at)
  return into
}

import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * Decides by content, not by name, whether a file is a zip (perhaps xlsx) or text; every other kind we can
 * recognise is refused with a problem that says what to do instead.
 */
export async function fileKind(
  path: string,
  limits: ReadLimits,
): Promise<{ kind: 'zip' | 'text'; size: number }> {
  const info = await stat(path).catch(() => undefined)
  if (!info) throw new UnreadableFile('fileMissing')
  // A pipe or device could block or never end.
  if (!info.isFile()) throw new UnreadableFile('fileNotPlain')
  if (info.size === 0) throw new UnreadableFile('fileEmpty')
  if (info.size > limits.fileBytes) {
    throw new UnreadableFile('fileTooLarge', {
      params: { size: megabytes(info.size), limit: megabytes(limits.fileBytes) },
    })
  }
  const file = await open(path, constants.O_RDONLY).catch(() => {
    throw new UnreadableFile('fileMissing')
  })
  try {
    const head = Buffer.alloc(Math.min(4096, info.size))
    await file.read(head, 0, head.length, 0)
    if (head.readUInt32BE(0) === 0xd0cf11e0 && head.length >= 512) throw await oldExcel(file, head)
    if (starts(head, 'PK\x03\x04') || starts(head, 'PK\x05\x06')) return { kind: 'zip', size: info.size }
    refuseForeign(head)
    return { kind: 'text', size: info.size }
  } finally {
    await file.close()
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2)
}

function starts(head: Buffer, magic: string, at = 0): boolean {
  return head.subarray(at, at + magic.length).equals(Buffer.from(magic, 'latin1'))
}

/** An OLE container is an old .xls, or an xlsx behind a password; its directory tells which. */
async function oldExcel(file: FileHandle, head: Buffer): Promise<UnreadableFile> {
  const sector = 1 << Math.min(head.readUInt16LE(30), 12)
  const directory = Buffer.alloc(sector * 4)
  await file.read(directory, 0, directory.length, (head.readUInt32LE(48) + 1) * sector)
  const encrypted = directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return new UnreadableFile(encrypted ? 'formatEncryptedExcel' : 'formatOldExcel')
}

function refuseForeign(head: Buffer): void {
  if (starts(head, '%PDF-')) throw new UnreadableFile('formatPdf')
  const image = [
    ['\x89PNG', 'PNG'],
    ['\xff\xd8\xff', 'JPEG'],
    ['GIF8', 'GIF'],
    ['BM', 'BMP'],
    ['II*\0', 'TIFF'],
    ['MM\0*', 'TIFF'],
  ].find(([magic]) => starts(head, magic as string))
  // "BM" alone could begin a word; a bitmap has zeros in its header, text has none.
  if (image && (image[1] !== 'BMP' || head.subarray(6, 10).equals(Buffer.alloc(4)))) {
    throw new UnreadableFile('formatImage', { params: { format: image[1] as string } })
  }
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8))
    throw new UnreadableFile('formatImage', { params: { format: 'WebP' } })
  if (starts(head, 'ftyphei', 4)) throw new UnreadableFile('formatImage', { params: { format: 'HEIC' } })
  const archives = ['\x1f\x8b', 'Rar!', '7z\xbc\xaf', '\xfd7zXZ', 'BZh9']
  if (archives.some((magic) => starts(head, magic))) throw new UnreadableFile('formatArchive')
  const text = head.toString('latin1').replace(/^ï»¿/, '').trimStart().slice(0, 500).toLowerCase()
  if (/^(<!doctype html|<html|<head|<body|<table|<meta|<style|<script)/.test(text))
    throw new UnreadableFile('formatHtml')
  if (/^<\?xml/.test(text)) {
    throw new UnreadableFile(text.includes('<html') ? 'formatHtml' : 'formatBinary', {
      params: { format: 'XML' },
    })
  }
  if (starts(head, '{\\rtf')) throw new UnreadableFile('formatBinary', { params: { format: 'RTF' } })
  if (starts(head, '\x7fELF') || starts(head, 'MZ\x90'))
    throw new UnreadableFile('formatBinary', { params: { format: 'EXE' } })
}

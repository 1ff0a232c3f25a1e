import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import type { Problem } from '../../problems.rules.ts'
import { type OpenOptions, openTable } from './open-table.ts'
import type { Table, TableRow } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'

// Writes the files the reading tests read: no fixture is a file somebody would have to trust unseen.

const folder = mkdtempSync(join(tmpdir(), 'icebreaker-reading-'))
let count = 0

/** Writes a file under its own name in a fresh path. */
export function writeFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, `${++count}-${name}`)
  writeFileSync(path, content)
  return path
}

export type ReadResult = { table: Table; rows: TableRow[]; problems: Problem[] }

/** Reads a file wholly: `problems` are the file's, then each row's. */
export async function readAll(path: string, options: Partial<OpenOptions> = {}): Promise<ReadResult> {
  const table = await openTable(path, { name: path, ...options })
  const rows: TableRow[] = []
  for await (const row of table.rows()) rows.push(row)
  return { table, rows, problems: [...table.problems, ...rows.flatMap((r) => r.problems)] }
}

/** The problem a file is refused with; fails when it is read after all. */
export async function refusal(path: string, options: Partial<OpenOptions> = {}): Promise<Problem> {
  try {
    await readAll(path, options)
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem
    throw error
  }
  throw new Error('the file was read although it should have been refused')
}

export type ZipPart = {
  name: string
  data: string | Uint8Array
  /** Lies about the size, as a bomb does. */
  declaredSize?: number
  encrypted?: boolean
}

/** The smallest zip writer that serves: deflated parts and a directory, with room to lie. */
export function zip(parts: ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const raw = Buffer.from(part.data)
    const data = deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(part.encrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc(raw), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(part.declaredSize ?? raw.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, tail, name]))
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end])
}

let crcTable: number[] | undefined
function crc(data: Uint8Array): number {
  crcTable ??= Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c
  })
  let value = 0xffffffff
  for (const byte of data) value = (crcTable[(value ^ byte) & 255] as number) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** The parts of a workbook whose sheets are given as the XML inside `<worksheet>`. */
export function workbook(
  sheets: { name: string; xml: string; state?: string }[],
  extra: { strings?: string[]; formats?: string[]; date1904?: boolean; head?: string } = {},
): ZipPart[] {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const package_ = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const formats = extra.formats ?? []
  return [
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${package_}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${extra.date1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          (s, i) =>
            `<sheet name="${s.name}" sheetId="${i + 1}" ${s.state ? `state="${s.state}"` : ''} r:id="s${i}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${package_}">${sheets
        .map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
        .join(
          '',
        )}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('st', 'styles', 'styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `<sst xmlns="${main}">${(extra.strings ?? []).map((s) => `<si>${s}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${main}"><numFmts>${formats
        .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
        .join(
          '',
        )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map((s, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `${extra.head ?? ''}<worksheet xmlns="${main}">${s.xml}</worksheet>`,
    })),
  ]
}

/** Sheet XML from rows of plain texts. */
export function sheetOf(rows: string[][]): string {
  const cell = (text: string) =>
    `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
  return `<sheetData>${rows.map((r) => `<row>${r.map(cell).join('')}</row>`).join('')}</sheetData>`
}

/** Is the zip we wrote a zip to others, too? */
export async function entriesOf(path: string): Promise<number> {
  const opened = await yauzl.openPromise(path)
  opened.close()
  return opened.entryCount
}

import type { ReadLimits } from './limits.ts'
import { safeXml, type XmlHandlers } from './safe-xml.ts'
import type { SheetInfo } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { ZipParts } from './zip-parts.ts'

/** What a workbook says about itself beside its sheets' cells. */
export type Workbook = {
  sheets: (SheetInfo & { part: string })[]
  epoch1904: boolean
  sharedStrings: string[]
  /** For a cell's style index: does it show its number as a date, a time, both or neither? */
  styles: ('date' | 'time' | 'dateTime' | undefined)[]
}

export async function readWorkbook(
  zip: ZipParts,
  limits: ReadLimits,
  signal?: AbortSignal,
): Promise<Workbook> {
  const parse = async (part: string, handlers: XmlHandlers) => {
    const xml = safeXml(part, limits, handlers)
    for await (const chunk of zip.read(part, signal)) xml.write(chunk)
    xml.end()
  }
  const main = await mainPart(zip, parse)
  const related = await relations(main, zip, parse)
  const sheets: (SheetInfo & { part: string })[] = []
  let epoch1904 = false
  await parse(main, {
    open(name, attributes) {
      if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const target = related.find((r) => r.id === relation)
      if (!target || !/\/worksheet$/.test(target.type) || !zip.has(target.part)) return
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', hidden, part: target.part })
    },
  })
  if (sheets.length === 0) throw new UnreadableFile('zipDamaged')
  const partOf = (kind: string) => related.find((r) => r.type.endsWith(`/${kind}`) && zip.has(r.part))?.part
  const strings = partOf('sharedStrings')
  const styles = partOf('styles')
  return {
    sheets,
    epoch1904,
    sharedStrings: strings ? await sharedStrings(strings, parse, limits) : [],
    styles: styles ? await dateStyles(styles, parse) : [],
  }
}

type Parse = (part: string, handlers: XmlHandlers) => Promise<void>

async function mainPart(zip: ZipParts, parse: Parse): Promise<string> {
  if (zip.names().some((name) => /^xl\/workbook\.bin$/i.test(name)))
    throw new UnreadableFile('formatBinaryExcel')
  if (zip.names().some((name) => /^(word|ppt)\//i.test(name) || name === 'mimetype')) {
    throw new UnreadableFile('formatOffice')
  }
  if (!zip.has('_rels/.rels')) throw new UnreadableFile('formatArchive')
  const found = (await relations('', zip, parse)).find((r) => r.type.endsWith('/officeDocument'))?.part
  if (!found || !zip.has(found)) throw new UnreadableFile('formatArchive')
  return found
}

async function relations(source: string, zip: ZipParts, parse: Parse) {
  const folder = source.slice(0, source.lastIndexOf('/') + 1)
  const part = `${folder}_rels/${source.slice(folder.length)}.rels`
  const found: { id: string; type: string; part: string }[] = []
  if (!zip.has(part)) return found
  await parse(part, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const target = attributes.Target ?? ''
      const resolved = target.startsWith('/') ? target.slice(1) : resolve(folder + target)
      found.push({ id: attributes.Id ?? '', type: attributes.Type ?? '', part: resolved })
    },
  })
  return found
}

function resolve(path: string): string {
  const kept: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') kept.pop()
    else if (step !== '.') kept.push(step)
  }
  return kept.join('/')
}

async function sharedStrings(part: string, parse: Parse, limits: ReadLimits): Promise<string[]> {
  const strings: string[] = []
  let total = 0
  let current = ''
  let inText = false
  let phonetic = 0
  await parse(part, {
    open(name) {
      if (name === 'si') current = ''
      // Phonetic guides repeat the text in kana or pinyin; they are not part of the value.
      if (name === 'rPh') phonetic++
      inText = name === 't' && phonetic === 0
    },
    text(text) {
      if (inText) current += text
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic--
      if (name !== 'si') return
      total += current.length + 16
      if (total > limits.sharedStringChars) {
        throw new UnreadableFile('sharedStringsTooLarge', { params: { limit: limits.sharedStringChars } })
      }
      strings.push(unescapeCell(current))
    },
  })
  return strings
}

/** Excel writes characters XML cannot hold as _xHHHH_. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

async function dateStyles(part: string, parse: Parse): Promise<Workbook['styles']> {
  const custom = new Map<number, string>()
  const styles: Workbook['styles'] = []
  let inCells = false
  await parse(part, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(dateStyle(Number(attributes.numFmtId ?? 0), custom))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

function dateStyle(id: number, custom: Map<number, string>): 'date' | 'time' | 'dateTime' | undefined {
  const code = custom.get(id)
  if (code !== undefined) return dateFormat(code)
  if (id === 22) return 'dateTime'
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time'
  return undefined
}

/** Reads a number format such as `yyyy"年"m"月"d"日"`; text in quotes, colours and locales do not count. */
export function dateFormat(code: string): 'date' | 'time' | 'dateTime' | undefined {
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|am\/pm|a\/p|上午\/下午/gi, '')
    .toLowerCase()
  const day = /[yd]|^m{1,5}$|m{3,5}|[年月日]/.test(bare)
  const time = /[hs]/.test(bare)
  if (day && time) return 'dateTime'
  if (day) return 'date'
  return time ? 'time' : undefined
}

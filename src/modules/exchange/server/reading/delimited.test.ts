import { truncateSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { DelimitedScanner } from './delimited-scanner.ts'
import { cellText } from './table.ts'
import { readAll, refusal, writeFile } from './testing-files.ts'

const codes = (problems: { code: string; row?: number }[]) =>
  problems.map((p) => (p.row ? `${p.code}@${p.row}` : p.code))
const cells = (rows: { cells: unknown[] }[]) => rows.map((r) => r.cells)

function scan(text: string, piece = 7, delimiter = ',', limit = 10_000) {
  const scanner = new DelimitedScanner(delimiter, limit)
  const records = []
  for (let at = 0; at < text.length; at += piece) records.push(...scanner.push(text.slice(at, at + piece)))
  return [...records, ...scanner.push('', true)]
}

describe('splitting records', () => {
  test('a well-formed table of any content reads exactly as csv-parse reads it, however it is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '客', '😀', "'") })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (table, end, piece) => {
          const text = table.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',') + end).join('')
          const expected = parse(text, { relax_column_count: true, record_delimiter: end })
          expect(scan(text, piece).map((r) => r.cells)).toEqual(expected)
          expect(expected).toEqual(table)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('no text whatever makes it fail, lose a character outside quotes, or depend on where the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }),
        fc.integer({ min: 1, max: 5 }),
        (text, piece) => {
          const whole = scan(text, 1_000)
          expect(scan(text, piece)).toEqual(whole)
          expect(whole.at(-1)?.end ?? 0).toBe(text.length)
          expect(
            whole
              .flatMap((r) => r.cells)
              .join('')
              .match(/a/g)?.length,
          ).toBe(text.match(/a/g)?.length)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('CR, LF and CRLF may be mixed', () => {
    expect(scan('a,b\r1,2\n3,4\r\n5,6').map((r) => r.cells.join())).toEqual(['a,b', '1,2', '3,4', '5,6'])
  })

  test('a quote that is never closed costs its own row only', () => {
    const records = scan('a,b\n"open,2\n3,4\n5,6\n')
    expect(records.map((r) => r.cells)).toEqual([
      ['a', 'b'],
      ['"open', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(records.map((r) => r.flaws.length)).toEqual([0, 1, 0, 0])
    expect(records[1]?.flaws).toEqual([{ code: 'quoteNotClosed', cell: 0 }])
  })

  test('a quote left open above a quoted cell is reported where it opened, not where it was noticed', () => {
    const records = scan('a,b\n1,"open\n2,"x, y"\n3,4\n')
    expect(records.map((r) => r.cells)).toEqual([
      ['a', 'b'],
      ['1', '"open'],
      ['2', 'x, y'],
      ['3', '4'],
    ])
    expect(records[1]?.flaws[0]?.code).toBe('quoteNotClosed')
  })

  test('text after a closing quote is kept as it stands and said', () => {
    const [record] = scan('"Acme" Ltd,"b" ,c\n')
    expect(record?.cells).toEqual(['"Acme" Ltd', 'b ', 'c'])
    expect(record?.flaws).toEqual([{ code: 'strayQuote', cell: 0 }])
  })

  test('a record without end is refused instead of held in memory', () => {
    expect(() => scan('a'.repeat(5_000), 500, ',', 1_000)).toThrow('recordTooLong')
  })
})

describe('reading a delimited file', () => {
  test('rows are numbered as in a spreadsheet: a line break inside quotes starts no row, an empty line is one', async () => {
    const { rows } = await readAll(writeFile('a.csv', 'name,note\nA,"one\ntwo"\n\nB,x\n'))
    expect(rows.map((r) => [r.row, r.blank, r.cells[0]])).toEqual([
      [2, false, 'A'],
      [3, true, ''],
      [4, false, 'B'],
    ])
  })

  test('rows too short or too long are kept and reported by row', async () => {
    const { rows, problems } = await readAll(writeFile('a.csv', 'a,b,c\n1,2\n1,2,3,4,5\n1,2,3\n1,2,3,\n'))
    expect(cells(rows)[1]).toEqual(['1', '2', '3', '4', '5'])
    expect(codes(problems)).toEqual(['rowShort@2', 'rowLong@3'])
    expect(problems[1]).toMatchObject({ column: 'D', value: '4 | 5', params: { expected: 3, found: 5 } })
  })

  test('repeated and empty header names are reported', async () => {
    const { problems } = await readAll(writeFile('a.csv', 'Name,,name\n1,2,3\n'))
    expect(codes(problems)).toEqual(['headerEmpty@1', 'headerDuplicate@1'])
  })

  test('tab, semicolon and pipe are recognised, and can be overridden', async () => {
    for (const d of ['\t', ';', '|', '，']) {
      const { table } = await readAll(writeFile('a.csv', `a${d}b${d}c\n1,5${d}2${d}3\n`))
      expect(table.delimiter).toBe(d)
    }
    const { table } = await readAll(writeFile('a.csv', 'a;b\n1;2\n'), { delimiter: ',' })
    expect(table.header).toEqual(['a;b'])
  })

  test('formula text in a text file stays exactly as it is', async () => {
    const { rows, problems } = await readAll(writeFile('a.csv', 'a,b\n=1+1,@x\n+86 138,-5\n'))
    expect(cells(rows)).toEqual([
      ['=1+1', '@x'],
      ['+86 138', '-5'],
    ])
    expect(problems).toEqual([])
  })

  test('NUL and half a surrogate pair are taken out and said; nothing else is touched', async () => {
    const utf16 = iconv.encode('﻿a,b\n😀\ud800x,y\0z\n', 'utf-16le')
    const { rows, problems } = await readAll(writeFile('a.csv', utf16))
    expect(cells(rows)).toEqual([['😀�x', 'yz']])
    expect(codes(problems)).toEqual(['loneSurrogate@2', 'nulRemoved@2'])
  })

  test('a cell over the limit is an error at its row', async () => {
    const { problems } = await readAll(writeFile('a.csv', `a,b\n${'x'.repeat(40_000)},1\n`))
    expect(problems[0]).toMatchObject({ code: 'cellTooLong', severity: 'error', row: 2, column: 'a' })
    expect(problems[0]?.value?.length).toBeLessThan(300)
  })

  test('only a header, and nothing at all', async () => {
    expect(codes((await readAll(writeFile('a.csv', 'a,b\n'))).problems)).toEqual(['headerOnly@1'])
    expect((await refusal(writeFile('a.csv', ''))).code).toBe('fileEmpty')
    expect((await refusal(writeFile('a.csv', '\n\n  \n'))).code).toBe('fileEmpty')
  })

  test('reading can be cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    expect((await refusal(writeFile('a.csv', 'a,b\n1,2\n'), { signal: stop.signal })).code).toBe('cancelled')
  })
})

describe('encodings', () => {
  const chinese = `客户名称,行业,负责人\n${'华东电力设备有限公司,制造业,王建国\n深圳市科达软件股份有限公司,信息技术,李小红\n'.repeat(3)}`
  const traditional = `客戶名稱,行業,負責人\n${'台灣電力設備有限公司,製造業,王建國\n高雄科達軟體股份有限公司,資訊技術,李小紅\n'.repeat(3)}`
  const western = 'name,city\nMüller GmbH,Köln\nCafé Zürich,Genève – “Sud”\nSoupé,Münster\n'

  test.each([
    ['utf-8', 'utf-8', chinese],
    ['utf-16le', 'utf-16le', `﻿${chinese}`],
    ['utf-16be', 'utf-16be', `﻿${chinese}`],
    ['utf-8', 'utf-8', `﻿${chinese}`],
    ['gb18030', 'gbk', chinese],
    ['gb18030', 'gb18030', chinese],
    ['big5', 'big5', traditional],
    ['windows-1252', 'windows-1252', western],
    ['utf-16le', 'utf-16le', western],
  ])('%s is recognised and read without a mark on the text', async (expected, written, text) => {
    const { table, rows } = await readAll(writeFile('a.csv', iconv.encode(text, written)))
    expect(table.encoding).toBe(expected)
    const read = [table.header, ...cells(rows)].map((r) => r.map((c) => cellText(c as string)).join())
    expect(read).toEqual(text.replace('﻿', '').trimEnd().split('\n'))
  })

  test('a guess from statistics is asked about, with its confidence; a mark or valid UTF-8 is not', async () => {
    const gbk = await readAll(writeFile('a.csv', iconv.encode(chinese, 'gbk')))
    expect(gbk.problems[0]).toMatchObject({
      code: 'encodingProposed',
      severity: 'question',
      params: { encoding: 'gb18030' },
    })
    expect(gbk.problems[0]?.params.confidence).toBeGreaterThan(70)
    expect((await readAll(writeFile('a.csv', chinese))).problems).toEqual([])
  })

  test('the user may say what it is, and an encoding we do not know is refused by name', async () => {
    const path = writeFile('a.csv', iconv.encode(chinese, 'gbk'))
    expect((await readAll(path, { encoding: 'GBK' })).problems).toEqual([])
    expect(await refusal(path, { encoding: 'EBCDIC' })).toMatchObject({
      code: 'encodingUnknown',
      value: 'EBCDIC',
    })
  })

  test('the first Chinese name may come after a megabyte of plain ASCII', async () => {
    const text = `name,city\n${'plain,row\n'.repeat(120_000)}${'上海华东有限公司,上海\n'.repeat(5)}`
    const { table, rows } = await readAll(writeFile('a.csv', iconv.encode(text, 'gbk')))
    expect(table.encoding).toBe('gb18030')
    expect(rows.at(-1)?.cells).toEqual(['上海华东有限公司', '上海'])
  })

  test('bytes that are not valid are reported at their row, wherever the pieces are cut', async () => {
    const filler = Buffer.from(`${'客户甲,一\n'.repeat(20_000)}`)
    const bad = Buffer.concat([
      Buffer.from('名称,数\n'),
      filler,
      Buffer.from([0xe5, 0xae]),
      Buffer.from(',二\n'),
      filler,
      Buffer.from('好,\xff\n', 'latin1'),
    ])
    const { table, problems } = await readAll(writeFile('a.csv', bad), { encoding: 'utf-8' })
    expect(table.encoding).toBe('utf-8')
    // The last line was written as Latin-1: every byte of it is wrong in UTF-8.
    expect(codes(problems)).toEqual(['malformedText@20002', 'malformedText@40003'])
    expect(problems[0]).toMatchObject({ severity: 'error', column: '名称' })
  })

  test('a replacement character already in the file is a warning: it was lost before', async () => {
    const { problems } = await readAll(writeFile('a.csv', 'a,b\n1,37�36\n'))
    expect(problems).toMatchObject([{ code: 'replacementChar', severity: 'warning', row: 2, column: 'b' }])
  })

  test('a lost character is no unreadable one, even where the file is read in two pieces', async () => {
    for (const cut of [1, 2]) {
      const head = `a,b\n${'x'.repeat(30_000)},1\n`.repeat(1)
      const pad = 128 * 1024 - cut - Buffer.byteLength(head)
      const filler = 'y,2\n'.repeat(Math.floor(pad / 4)) + 'z'.repeat(pad % 4)
      const { problems } = await readAll(writeFile('a.csv', `${head}${filler}\uFFFD,3\n`), {
        encoding: 'utf-8',
      })
      expect(problems.map((p) => p.code)).toEqual(['replacementChar'])
    }
  })

  test('the UTF-8 decoder tells lost from unreadable for any bytes and any cut', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.from([0xef, 0xbf, 0xbd]),
      Buffer.from([0xef, 0xbf]),
      Buffer.from(',x\n'),
    ])
    const { rows, problems } = await readAll(writeFile('a.csv', bytes), { encoding: 'utf-8' })
    expect(rows[0]?.cells).toEqual(['��', 'x'])
    expect(problems[0]).toMatchObject({ code: 'malformedText', params: { count: 1 } })
  })
})

describe('files that are no table', () => {
  test.each([
    ['formatPdf', '%PDF-1.7\n'],
    ['formatImage', '\x89PNG\r\n\x1a\n'],
    ['formatImage', '\xff\xd8\xff\xe0'],
    ['formatHtml', '<!DOCTYPE html><html><table>'],
    ['formatHtml', '\n <html xmlns:x="urn:schemas-microsoft-com:office:excel">'],
    ['formatArchive', 'Rar!\x1a\x07'],
  ])('%s', async (code, head) => {
    expect((await refusal(writeFile('a.csv', Buffer.from(head.padEnd(64, ' '), 'latin1')))).code).toBe(code)
  })

  test('an old .xls and an xlsx behind a password are told apart', async () => {
    const ole = (entry: string) => {
      const file = Buffer.alloc(2048)
      file.writeUInt32BE(0xd0cf11e0, 0)
      file.writeUInt16LE(9, 30)
      file.writeUInt32LE(1, 48)
      file.write(entry, 1024, 'utf16le')
      return file
    }
    expect((await refusal(writeFile('a.xls', ole('Workbook')))).code).toBe('formatOldExcel')
    expect((await refusal(writeFile('a.xlsx', ole('EncryptedPackage')))).code).toBe('formatEncryptedExcel')
  })

  test('a folder, and a file that is not there', async () => {
    expect((await refusal('/tmp')).code).toBe('fileNotPlain')
    expect((await refusal('/tmp/no-such-file-here.csv')).code).toBe('fileMissing')
  })

  test('two gigabytes are refused by size before a byte is read', async () => {
    const path = writeFile('big.csv', 'a,b\n')
    truncateSync(path, 2 * 1024 ** 3)
    expect(await refusal(path)).toMatchObject({ code: 'fileTooLarge', params: { size: 2048, limit: 512 } })
    // With the limit raised the zeros are one endless record, and that is refused in bounded memory.
    const before = process.memoryUsage().rss
    const found = await refusal(path, { limits: { fileBytes: 4 * 1024 ** 3 }, encoding: 'utf-8' })
    expect(found).toMatchObject({ code: 'recordTooLong', row: 2 })
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2)
    writeFileSync(path, '')
  })
})

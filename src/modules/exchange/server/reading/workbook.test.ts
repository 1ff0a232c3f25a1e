import { describe, expect, test } from 'vitest'
import { entriesOf, readAll, refusal, sheetOf, workbook, writeFile, zip } from './testing-files.ts'
import { dateFormat } from './workbook-parts.ts'

const codes = (problems: { code: string; row?: number }[]) =>
  problems.map((p) => (p.row ? `${p.code}@${p.row}` : p.code))
const book = (xml: string, extra: Parameters<typeof workbook>[1] = {}) =>
  writeFile('a.xlsx', zip(workbook([{ name: '客户', xml }], extra)))

describe('reading an xlsx', () => {
  test('shared strings, rich text, inline strings, numbers, booleans and gaps are read', async () => {
    const path = book(
      `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>数</v></c></row>
       <row r="3"><c r="A3" t="inlineStr"><is><r><t>华东</t></r><r><t>电力</t></r></is></c><c r="C3"><v>1234.5</v></c></row>
       <row r="4"><c r="B4" t="b"><v>1</v></c></row></sheetData>`,
      { strings: ['<t>客户</t>', '<r><t>行</t></r><r><t>业</t></r><rPh><t>hangye</t></rPh>'] },
    )
    expect(await entriesOf(path)).toBe(6)
    const { table, rows, problems } = await readAll(path)
    expect(table).toMatchObject({ format: 'xlsx', sheet: '客户', header: ['客户', '行业', '数'] })
    expect(rows.map((r) => [r.row, r.cells])).toEqual([
      [3, ['华东电力', '', 1234.5]],
      [4, ['', true]],
    ])
    expect(problems).toEqual([])
  })

  test('numbers shown as dates become calendar days, in both epochs, with or without a time', async () => {
    const xml = (day: string) =>
      `${sheetOf([['日期']]).replace('</sheetData>', '')}<row><c s="1"><v>${day}</v></c></row></sheetData>`
    const formats = ['yyyy"年"m"月"d"日"']
    const read = async (day: string, date1904 = false) =>
      (await readAll(book(xml(day), { formats, date1904 }))).rows[0]?.cells[0]
    expect(await read('42795')).toEqual({ date: '2017-03-01' })
    expect(await read('42795.5')).toEqual({ date: '2017-03-01', time: '12:00:00' })
    expect(await read('1')).toEqual({ date: '1900-01-01' })
    expect(await read('61')).toEqual({ date: '1900-03-01' })
    expect(await read('41333', true)).toEqual({ date: '2017-03-01' })
    const { problems, rows } = await readAll(book(xml('60'), { formats }))
    expect(codes(problems)).toEqual(['dateImpossible@2'])
    expect(rows[0]?.cells).toEqual(['60'])
  })

  test('a merged title and a unit line above the header are passed over, unless the user says otherwise', async () => {
    const rows = [['2026年客户清单'], ['单位：万元'], ['客户', '行业', '数'], ['华东电力', '能源', '3']]
    const xml = `${sheetOf(rows)}<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>`
    const { table, rows: read } = await readAll(book(xml))
    expect(table).toMatchObject({ header: ['客户', '行业', '数'], headerRow: 3 })
    expect(codes(table.problems)).toEqual(['titleLines@3'])
    expect(read.map((r) => [r.row, r.cells])).toEqual([[4, ['华东电力', '能源', '3']]])
    const first = await readAll(book(xml), { headerRow: 1 })
    expect(first.table).toMatchObject({ header: ['2026年客户清单'], headerRow: 1 })
    expect(first.rows).toHaveLength(3)
  })

  test('which number formats are dates', () => {
    expect(['0.00', '#,##0 "days"', 'General', '0.00_);[Red]\\(0.00\\)', '¥#,##0'].map(dateFormat)).toEqual(
      Array(5).fill(undefined),
    )
    expect(['yyyy-mm-dd', 'd/m/yy', 'mmm-yy', '[$-804]yyyy"年"m"月"'].map(dateFormat)).toEqual(
      Array(4).fill('date'),
    )
    expect(['yyyy-mm-dd hh:mm', 'hh:mm:ss', '[h]:mm'].map(dateFormat)).toEqual(['dateTime', 'time', 'time'])
  })

  test('a formula is read as its last value and said; without a value it is an error', async () => {
    const { rows, problems } = await readAll(
      book(
        '<sheetData><row><c t="str"><v>a</v></c><c t="str"><v>金额</v></c></row><row><c><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row><row><c><v>1</v></c><c r="B3"><f>A3</f></c></row></sheetData>',
      ),
    )
    expect(rows.map((r) => r.cells)).toEqual([[1, 2], [1]])
    expect(problems).toMatchObject([
      { code: 'formula', severity: 'warning', row: 2, column: '金额', params: { cell: 'B2' } },
      { code: 'formulaWithoutValue', severity: 'error', row: 3, params: { cell: 'B3' } },
    ])
  })

  test('an error cell is an error at its row', async () => {
    const { problems } = await readAll(
      book('<sheetData><row><c t="str"><v>a</v></c></row><row><c t="e"><v>#REF!</v></c></row></sheetData>'),
    )
    expect(problems).toMatchObject([
      { code: 'errorCell', row: 2, column: 'a', value: '#REF!', params: { cell: 'A2' } },
    ])
  })

  test('a company merged over the rows of its contacts belongs to each of them', async () => {
    const { rows, problems } = await readAll(
      book(
        `${sheetOf([
          ['客户', '姓名'],
          ['华东电力', '王'],
          ['', '李'],
          ['', '张'],
          ['', '赵'],
        ])}<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="A1:B1"/></mergeCells>`,
      ),
    )
    expect(rows.map((r) => r.cells[0])).toEqual(['华东电力', '华东电力', '华东电力', ''])
    expect(problems).toMatchObject([{ code: 'mergedCells', row: 2, params: { range: 'A2:A4' } }])
  })

  test('of several sheets the first visible one is proposed, another may be named, a missing one is refused', async () => {
    const path = writeFile(
      'a.xlsx',
      zip(
        workbook([
          { name: '隐藏', xml: sheetOf([['x'], ['0']]), state: 'hidden' },
          { name: '客户', xml: sheetOf([['a'], ['1']]) },
          { name: '产品', xml: sheetOf([['b'], ['2']]) },
        ]),
      ),
    )
    const first = await readAll(path)
    expect(first.table.sheet).toBe('客户')
    expect(codes(first.problems)).toEqual(['sheetSeveral', 'sheetHidden'])
    expect((await readAll(path, { sheet: '产品' })).table.header).toEqual(['b'])
    expect(await refusal(path, { sheet: '人' })).toMatchObject({ code: 'sheetMissing', value: '人' })
  })

  test('characters XML cannot hold come back, and NUL among them is taken out', async () => {
    const { rows, problems } = await readAll(book(sheetOf([['a'], ['x_x0041_y_x0000_z']])))
    expect(rows[0]?.cells).toEqual(['xAyz'])
    expect(codes(problems)).toEqual(['nulRemoved@2'])
  })
})

describe('a hostile xlsx', () => {
  test('a bomb that says how large it is, is refused from its directory', async () => {
    const bomb = zip([
      ...workbook([{ name: 'a', xml: sheetOf([['a']]) }]),
      { name: 'xl/media/x', data: Buffer.alloc(30 * 1024 ** 2) },
    ])
    expect(bomb.length).toBeLessThan(50_000)
    expect(await refusal(writeFile('a.xlsx', bomb))).toMatchObject({
      code: 'zipBomb',
      params: { part: 'xl/media/x' },
    })
  })

  test('a bomb that lies about its size is stopped while it inflates', async () => {
    const parts = workbook([{ name: 'a', xml: `<sheetData>${' '.repeat(30 * 1024 ** 2)}</sheetData>` }])
    const sheet = parts.at(-1)
    if (sheet) sheet.declaredSize = 1_000
    expect(['zipBomb', 'zipDamaged']).toContain((await refusal(writeFile('a.xlsx', zip(parts)))).code)
  })

  test('limits on parts, their number and their sum', async () => {
    const parts = workbook([{ name: 'a', xml: sheetOf([['a'], ['1']]) }])
    const path = writeFile('a.xlsx', zip(parts))
    expect((await refusal(path, { limits: { zipEntries: 3 } })).code).toBe('zipTooManyEntries')
    expect((await refusal(path, { limits: { zipEntryBytes: 100 } })).code).toBe('zipTooLarge')
    expect((await refusal(path, { limits: { zipTotalBytes: 300 } })).code).toBe('zipTooLarge')
  })

  test('a document type, and with it every entity, is refused', async () => {
    const path = book(sheetOf([['a'], ['1']]), {
      head: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    })
    expect((await refusal(path)).code).toBe('xmlDoctype')
  })

  test('depth, a text without end, broken XML and a sheet cut short are refused', async () => {
    const deep = '<a>'.repeat(100) + '</a>'.repeat(100)
    expect((await refusal(book(deep))).code).toBe('xmlTooDeep')
    const noise = Array.from({ length: 400_000 }, (_, i) => (i * 2_654_435_761).toString(36)).join('')
    expect(
      (await refusal(book(`<sheetData><row><c t="str"><v>${noise}</v></c></row></sheetData>`))).code,
    ).toBe('xmlDamaged')
    expect((await refusal(book('<sheetData><row></sheetData>'))).code).toBe('xmlDamaged')
    const whole = zip(workbook([{ name: 'a', xml: sheetOf([['a'], ['1']]) }]))
    expect((await refusal(writeFile('a.xlsx', whole.subarray(0, whole.length - 60)))).code).toBe('zipDamaged')
  })

  test('a password on the parts, another Office file, a plain zip and the binary workbook are told apart', async () => {
    const parts = workbook([{ name: 'a', xml: sheetOf([['a']]) }])
    expect(
      (await refusal(writeFile('a.xlsx', zip(parts.map((p) => ({ ...p, encrypted: true })))))).code,
    ).toBe('zipEncrypted')
    expect(
      (await refusal(writeFile('a.docx', zip([{ name: 'word/document.xml', data: '<a/>' }])))).code,
    ).toBe('formatOffice')
    expect((await refusal(writeFile('a.zip', zip([{ name: 'a.csv', data: 'a,b' }])))).code).toBe(
      'formatArchive',
    )
    expect((await refusal(writeFile('a.xlsb', zip([{ name: 'xl/workbook.bin', data: 'x' }])))).code).toBe(
      'formatBinaryExcel',
    )
  })

  test('a cell that claims to be in a column no sheet has, or a row out of order, is refused', async () => {
    const head = '<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    expect((await refusal(book(`${head}<row r="2"><c r="ZZZ2"><v>1</v></c></row></sheetData>`))).code).toBe(
      'tooManyColumns',
    )
    expect((await refusal(book(`${head}<row r="1"><c r="A1"><v>1</v></c></row></sheetData>`))).code).toBe(
      'xmlDamaged',
    )
  })
})

import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { ChainMap, Seat } from '../../chain.contract.ts'
import { svgOf } from './export-svg.ts'
import { cellOf, tablesOf, workbookOf } from './export-xlsx.ts'
import { sceneOf } from './scene.ts'
import { estimated, fitted, inTwoLines } from './text-room.ts'

const post = (id: string, over: Partial<ChainMap['posts'][number]> = {}) => ({
  id,
  unitId: null,
  title: id,
  reportsToId: null,
  dottedToIds: [],
  vacant: false,
  holderUnknown: true,
  ...over,
})
const seat = (personId: string, over: Partial<Seat>) =>
  ({ personId, stance: null, influence: null, buyingRoles: [], coverage: 'none', ...over }) as unknown as Seat
const map = {
  units: [{ id: 'u', parentId: null, name: '采购 <中心> & "co"', function: 'purchasing', stand: 'oppose' }],
  posts: [
    post('总监', { unitId: 'u' }),
    post('经理', { unitId: 'u', reportsToId: '总监', vacant: true, dottedToIds: ['总监'] }),
  ],
  people: [
    { id: '赵', name: '赵亮\u0000\u0007', title: '总监', unitName: '', postIds: ['总监'] },
    { id: '=cmd', name: '=1+1', title: '', unitName: '', postIds: [] },
  ],
  ties: [{ id: 't', fromId: '赵', toId: '=cmd', kind: 'conflict', strength: 3, mutual: true }],
  seats: [seat('赵', { stance: -3, influence: 8, buyingRoles: ['purchaser', 'gatekeeper'] })],
}
const drawing = (kinds = new Set(['dotted', 'conflict'])) =>
  svgOf(sceneOf(map, new Set(), null), kinds, 'zh-CN')

/** What a strict reader of XML finds: it throws where the text is not well formed. */
function read(text: string) {
  const texts: string[] = []
  const tags: string[] = []
  const parser = new SaxesParser()
  parser.on('text', (one) => one.trim() && texts.push(one.trim()))
  parser.on('opentag', (tag) => tags.push(tag.name))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return { texts, tags }
}

describe('the drawing to take away', () => {
  it('is well formed whatever the names hold, with real text and nothing from outside', () => {
    const { text } = drawing()
    const { texts, tags } = read(text)
    expect(texts).toContain('赵亮')
    expect(texts).toContain('采购 <中心> & "co" · 反对')
    expect(texts.join(' ')).toContain('反对 · 采购者 · 守门人')
    expect(tags).not.toContain('foreignObject')
    expect(text).not.toMatch(/(href|url\(|<script|<style)/)
  })

  it('says of a post whether it is vacant or held by somebody unknown', () => {
    expect(read(drawing().text).texts).toContain('空缺')
    const unknown = svgOf(sceneOf({ ...map, people: [] }, new Set(), null), new Set(), 'en')
    expect(read(unknown.text).texts).toContain('? Not known who')
  })

  it('leaves out the lines that are filtered and the branches that are folded', () => {
    const lines = (kinds: Set<string>) => drawing(kinds).text.match(/Q/g)?.length ?? 0
    expect(lines(new Set(['dotted', 'conflict']))).toBe(2)
    expect(lines(new Set())).toBe(0)
    const folded = svgOf(sceneOf(map, new Set(['总监']), null), new Set(), 'zh-CN')
    expect(read(folded.text).texts).not.toContain('经理')
    expect(read(folded.text).texts).toContain('+1')
  })

  it('gives the long title of a post without a holder two lines', () => {
    const long = {
      ...map,
      units: [],
      people: [],
      posts: [post('Director of the Benefits and Credits Programme')],
    }
    const { texts } = read(svgOf(sceneOf(long, new Set(), null), new Set(), 'en').text)
    expect(texts.slice(0, 2)).toEqual(['Director of the Benefits', 'and Credits Programme'])
  })

  it('keeps every text in its box, whatever letters a browser draws with', () => {
    // Wider than any estimate: letters as wide as high.
    const wide = (say: string, size: number) => [...say].length * size
    const names = {
      ...map,
      people: [
        {
          id: '赵',
          name: 'Alexandra Konstantinopoulou-Featherstonehaugh',
          title: '',
          unitName: '',
          postIds: ['总监'],
        },
      ],
    }
    const scene = sceneOf(names, new Set(), null)
    const { text } = svgOf(scene, new Set(), 'zh-CN', wide)
    const at = scene.layout.places.get('总监')!
    let seen = 0
    for (const [, x, y, size, say] of text.matchAll(
      /<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)"[^>]*>([^<]*)</g,
    )) {
      if (Number(y) < at.y || Number(y) > at.y + at.height) continue
      seen++
      expect(Number(x) + wide(say!, Number(size))).toBeLessThanOrEqual(at.x + at.width)
    }
    expect(seen).toBeGreaterThanOrEqual(3)
  })

  it('makes a line smaller before it leaves anything out, and breaks a long name between words', () => {
    expect(fitted('采购中心', 15, 600, 60, estimated)).toEqual({ say: '采购中心', size: 15, width: 60 })
    expect(fitted('采购中心', 15, 600, 50, estimated)).toMatchObject({ say: '采购中心', size: 12.5 })
    const cut = fitted('采购中心总监', 15, 600, 50, estimated)
    expect(cut.say).toBe('采购中…')
    expect(cut.width).toBeLessThanOrEqual(50)
    expect(inTwoLines('Jean-Baptiste Featherstonehaugh', 15, 600, 160, estimated)).toEqual({
      lines: ['Jean-Baptiste', 'Featherstonehaugh'],
      size: 15,
    })
    expect(inTwoLines('内蒙古自治区公共资源交易中心', 14, 600, 140, estimated).lines).toEqual([
      '内蒙古自治区公共资源',
      '交易中心',
    ])
    // Both lines smaller rather than a name cut short.
    const long = inTwoLines('Bartholomew Montgomery Wolfeschlegelstein', 15, 620, 174, estimated)
    expect(long.lines).toEqual(['Bartholomew Montgomery', 'Wolfeschlegelstein'])
    expect(long.size).toBeLessThan(15)
  })
})

describe('the workbook', () => {
  it('holds posts, people with role and stance, ties and departments, headed in the reader’s language', () => {
    const [posts, people, ties, units] = tablesOf(map, 'zh-CN')
    expect(posts?.rows).toEqual([
      ['采购 <中心> & "co"', '总监', '赵亮\u0000\u0007', '在任', '', ''],
      ['采购 <中心> & "co"', '经理', '', '空缺', '总监', '总监'],
    ])
    expect(people?.rows[0]?.slice(3)).toEqual(['采购者、守门人', '反对', -3, 8, '还没见过'])
    expect(people?.rows[1]?.slice(3)).toEqual(['', '', null, null, ''])
    expect(ties?.rows).toEqual([['赵亮\u0000\u0007', '有矛盾', '=1+1', 3, '是']])
    expect(units?.rows[0]?.slice(2)).toEqual(['采购', '反对'])
    expect(tablesOf(map, 'en').map((t) => t.name)).toEqual([
      'Posts',
      'People and stances',
      'Ties',
      'Departments',
    ])
  })

  it('holds no formula, whatever a name begins with, and no character a workbook may not hold', () => {
    expect(cellOf('=1+1')).toBe("'=1+1")
    for (const start of ['+', '-', '@', '\t']) expect(String(cellOf(`${start}x`))[0]).toBe("'")
    expect(cellOf('赵亮\u0000')).toBe('赵亮')
    expect(cellOf(-3)).toBe(-3)
    expect(cellOf('x'.repeat(40_000))).toHaveLength(32_767)
  })

  it('is a file one can open', async () => {
    const file = await workbookOf(map, 'zh-CN')
    const head = new Uint8Array(await file.arrayBuffer()).slice(0, 2)
    expect([...head]).toEqual([0x50, 0x4b])
    expect(file.size).toBeGreaterThan(2000)
  })
})

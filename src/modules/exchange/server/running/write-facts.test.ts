import { describe, expect, it } from 'vitest'
import { factsOf, pieces } from './write-facts.ts'

describe('a long note of a person', () => {
  it('becomes several, parted where a line or a sentence ends, and nothing is lost', () => {
    const note = `${'一'.repeat(60)}。${'二'.repeat(50)}\n${'三'.repeat(30)}`
    const parts = pieces(note, 100)
    expect(parts).toEqual([`${'一'.repeat(60)}。`, `${'二'.repeat(50)}\n${'三'.repeat(30)}`])
    expect(pieces('a'.repeat(250), 100).map((part) => part.length)).toEqual([100, 100, 50])
  })

  it('is not parted inside a character', () => {
    const parts = pieces('😀'.repeat(80), 101)
    expect(parts.join('')).toBe('😀'.repeat(80))
    expect(parts.every((part) => part.isWellFormed())).toBe(true)
  })

  it('that is short, or none, stays as it is', () => {
    expect(pieces(' 爱喝普洱 ')).toEqual(['爱喝普洱'])
    expect(pieces('  ')).toEqual([])
  })

  it('stands in the dossier under notes', () => {
    let made = 0
    const ids = { next: () => `id-${made++}` }
    const who = { row: 7, personId: 'p', accountId: 'a' }
    expect(factsOf({ note: '爱喝普洱' }, who, ids as never)).toEqual([
      { ...who, id: 'id-0', column: 'note', field: 'notes', value: { shape: 'text', text: '爱喝普洱' } },
    ])
  })
})

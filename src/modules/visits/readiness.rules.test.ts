import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReadinessFacts, readinessOf } from './readiness.rules.ts'

const nothing: ReadinessFacts = {
  objectives: [],
  people: [],
  account: { industry: false, business: false, organisation: false },
  proofs: [],
  openingLine: '',
  ownItems: [],
  unknowns: null,
  chain: null,
  questions: null,
  day: '2026-11-24',
}
const everything: ReadinessFacts = {
  objectives: [{ kind: 'sign', text: '签试用协议', best: '当场签', acceptable: '本周签', minimum: '约法务' }],
  people: [{ name: '陈国栋', dossier: 4 }],
  account: { industry: true, business: true, organisation: true },
  proofs: [{ title: '型式试验报告', validUntil: '2026-11-24' }],
  openingLine: '上次您提到的停机，我们测过了。',
  ownItems: [{ text: '带样品', done: true }],
  unknowns: [{ text: '预算批了没有', question: '今年的技改预算走到哪一步了？', fallback: '', answer: '' }],
  chain: [{ name: '陈国栋', role: true, stance: true }],
  questions: 3,
  day: '2026-11-24',
}
const item = (facts: ReadinessFacts, key: string) => readinessOf(facts).items.find((i) => i.key === key)

describe('readiness', () => {
  it('is nothing for a visit that was only planned, and everything once all is known and done', () => {
    expect(readinessOf(nothing).percent).toBe(0)
    expect(readinessOf(everything).percent).toBe(100)
  })

  it('wants the commitment sought at all three levels, and says for which objective one is missing', () => {
    const facts = { ...everything, objectives: [{ ...everything.objectives[0]!, minimum: '' }] }
    expect(item(facts, 'commitment')).toMatchObject({ done: 2, total: 3, missing: ['签试用协议'] })
    expect(readinessOf(facts).percent).toBeLessThan(100)
  })

  it('asks no commitment of a visit that only looks around the market', () => {
    const objectives = [{ kind: 'research', text: '看看同行', best: '', acceptable: '', minimum: '' }]
    expect(item({ ...everything, objectives }, 'commitment')).toBeUndefined()
  })

  it('does not count a proof that will have expired on the day of the visit', () => {
    const proofs = [{ title: '旧证书', validUntil: '2026-11-23' }]
    expect(item({ ...everything, proofs }, 'proof')).toMatchObject({ share: 0, missing: ['旧证书'] })
  })

  it('names the people whose analysis is thin', () => {
    const people = [...everything.people, { name: '李敏', dossier: 3 }]
    expect(item({ ...everything, people }, 'dossier')).toMatchObject({ done: 1, total: 2, missing: ['李敏'] })
  })

  it('leaves out what the reader may not see, instead of counting it as missing', () => {
    const hidden = { ...everything, people: [{ name: '陈国栋', dossier: null }], unknowns: null, chain: null }
    expect(readinessOf(hidden).percent).toBe(100)
    expect(readinessOf(hidden).items.map((i) => i.key)).not.toContain('unknowns')
  })

  it('takes an unknown as faced once it is a question, has a fallback or is answered', () => {
    const u = { text: '谁说了算', question: '', fallback: '', answer: '' }
    expect(item({ ...everything, unknowns: [u] }, 'unknowns')).toMatchObject({
      share: 0,
      missing: ['谁说了算'],
    })
    expect(item({ ...everything, unknowns: [{ ...u, fallback: '请他引荐' }] }, 'unknowns')).toMatchObject({
      share: 1,
    })
  })

  it('names a person once, however much of the chain is unknown about them', () => {
    const chain = [{ name: '陈国栋', role: false, stance: false }]
    expect(item({ ...everything, chain }, 'chain')).toMatchObject({ done: 0, total: 2, missing: ['陈国栋'] })
  })

  it('is 100 % exactly when nothing is missing', () => {
    const word = fc.constantFrom('', '有')
    const facts = fc.record({
      objectives: fc.array(
        fc.record({
          kind: fc.constantFrom('sign', 'research', 'custom'),
          text: word,
          best: word,
          acceptable: word,
          minimum: word,
        }),
        { maxLength: 3 },
      ),
      people: fc.array(fc.record({ name: fc.constant('甲'), dossier: fc.option(fc.nat(8)) }), {
        maxLength: 3,
      }),
      account: fc.record({ industry: fc.boolean(), business: fc.boolean(), organisation: fc.boolean() }),
      proofs: fc.array(
        fc.record({
          title: fc.constant('证书'),
          validUntil: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
        }),
        { maxLength: 2 },
      ),
      openingLine: word,
      ownItems: fc.array(fc.record({ text: fc.constant('样品'), done: fc.boolean() }), { maxLength: 2 }),
      unknowns: fc.option(
        fc.array(fc.record({ text: fc.constant('?'), question: word, fallback: word, answer: word }), {
          maxLength: 2,
        }),
      ),
      chain: fc.option(
        fc.array(fc.record({ name: fc.constant('甲'), role: fc.boolean(), stance: fc.boolean() }), {
          maxLength: 2,
        }),
      ),
      questions: fc.option(fc.nat(5)),
      day: fc.constant('2026-11-24'),
    })
    fc.assert(
      fc.property(facts, (given) => {
        const { percent, items } = readinessOf(given)
        expect(percent).toBeGreaterThanOrEqual(0)
        expect(percent).toBeLessThanOrEqual(100)
        expect(percent === 100).toBe(items.every((i) => i.done === i.total))
      }),
    )
  })
})

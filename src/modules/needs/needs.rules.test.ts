import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LAYERS, type Layer, needsProblems } from './needs.contract.ts'
import {
  guessSubject,
  isPersonalNeed,
  layerBeneath,
  liesBeneath,
  missingToConfirm,
  type NeedGround,
  nextStatus,
  placementProblem,
  statusProblem,
  stepProblem,
  subjectIn,
  type TreeNeed,
} from './needs.rules.ts'

const ground = (given: Partial<NeedGround> = {}): NeedGround => ({
  personId: null,
  visitId: null,
  quote: '',
  amount: null,
  unit: '',
  ...given,
})
const said = ground({ personId: 'p', visitId: 'v', quote: '换一次型要停四十分钟。' })

describe('a status', () => {
  it('is assumed on nothing at all', () => {
    expect(statusProblem('assumed', ground())).toBeNull()
  })
  it('is stated as soon as we know who said it or how', () => {
    expect(statusProblem('stated', ground())).toBe(needsProblems.notStated)
    expect(statusProblem('stated', ground({ personId: 'p' }))).toBeNull()
    expect(statusProblem('stated', ground({ quote: '太贵了' }))).toBeNull()
  })
  it('is confirmed only by the customer: somebody, in a visit, in their own words', () => {
    for (const missing of ['personId', 'visitId', 'quote'] as const) {
      const lacking = { ...said, [missing]: missing === 'quote' ? '' : null }
      expect(statusProblem('confirmed', lacking)).not.toBeNull()
    }
    expect(statusProblem('confirmed', said)).toBeNull()
    expect(missingToConfirm(ground({ personId: 'p' }))).toEqual(['visit', 'quote'])
    expect(missingToConfirm(said)).toEqual([])
  })
  it('is quantified only once it is confirmed, with an amount and its unit', () => {
    const counted = { ...said, amount: 40, unit: '分钟/次' }
    expect(stepProblem('stated', 'quantified', counted)).toBe(needsProblems.notQuantifiable)
    expect(stepProblem('confirmed', 'quantified', { ...counted, unit: '' })).toBe(
      needsProblems.notQuantifiable,
    )
    expect(stepProblem('confirmed', 'quantified', counted)).toBeNull()
  })
  it('of a void need is not changed before it is restored', () => {
    expect(stepProblem('void', 'assumed', said)).toBe(needsProblems.isVoid)
    expect(stepProblem('confirmed', 'void', ground())).toBeNull()
  })
  it('leads to the next one, up to a number', () => {
    expect([
      nextStatus('assumed'),
      nextStatus('confirmed'),
      nextStatus('quantified'),
      nextStatus('void'),
    ]).toEqual(['stated', 'quantified', null, null])
  })
})

describe('what is personal', () => {
  it('is all that lies deep, and what somebody wants for themselves', () => {
    expect(isPersonalNeed({ layer: 'deep', whose: 'organisation' })).toBe(true)
    expect(isPersonalNeed({ layer: 'explicit', whose: 'person' })).toBe(true)
    expect(isPersonalNeed({ layer: 'implicit', whose: 'organisation' })).toBe(false)
  })
})

describe('what lies beneath', () => {
  it('lies at least as deep, and nothing explicit lies beneath anything', () => {
    expect(liesBeneath('implicit', 'explicit')).toBe(true)
    expect(liesBeneath('implicit', 'implicit')).toBe(true)
    expect(liesBeneath('deep', 'explicit')).toBe(true)
    expect(liesBeneath('implicit', 'deep')).toBe(false)
    expect(liesBeneath('explicit', 'explicit')).toBe(false)
  })
  it('sinks just as far as it must', () => {
    expect(layerBeneath('explicit', 'explicit')).toBe('implicit')
    expect(layerBeneath('explicit', 'deep')).toBe('deep')
    expect(layerBeneath('deep', 'explicit')).toBe('deep')
  })
  it('keeps its subject where the layer knows it', () => {
    expect(subjectIn('implicit', 'cost')).toBe('cost')
    expect(subjectIn('implicit', 'price')).toBe('problem')
  })
})

describe('the tree', () => {
  const tree = new Map<string, TreeNeed>(
    (
      [
        ['price', null, 'explicit', 'stated'],
        ['cost', 'price', 'implicit', 'assumed'],
        ['fear', 'cost', 'deep', 'assumed'],
        ['gone', null, 'implicit', 'void'],
      ] as const
    ).map(([id, parentId, layer, status]) => [id, { id, parentId, layer, status }]),
  )
  it('refuses a need beneath itself, directly or by way of others', () => {
    const flat = new Map([...tree].map(([id, need]) => [id, { ...need, layer: 'deep' as const }]))
    expect(placementProblem(flat, 'price', 'deep', 'price')).toBe(needsProblems.cycle)
    expect(placementProblem(flat, 'price', 'deep', 'fear')).toBe(needsProblems.cycle)
  })
  it('refuses what is not in it, what is void, and what would stand above what it explains', () => {
    expect(placementProblem(tree, 'cost', 'implicit', 'elsewhere')).toBe(needsProblems.parentElsewhere)
    expect(placementProblem(tree, 'cost', 'implicit', 'gone')).toBe(needsProblems.parentVoid)
    expect(placementProblem(tree, 'price', 'explicit', 'gone')).toBe(needsProblems.parentVoid)
    expect(placementProblem(tree, 'fear', 'implicit', 'cost')).toBeNull()
  })
  it('asks the needs beneath one that changes its layer', () => {
    // `cost` would sink to the foot while nothing beneath it is shallower: fine. Above something shallower: not.
    expect(placementProblem(tree, 'cost', 'deep', 'price')).toBeNull()
    const upside = new Map(tree).set('fear', { ...tree.get('fear')!, layer: 'implicit' })
    expect(placementProblem(upside, 'cost', 'deep', 'price')).toBe(needsProblems.notDeeper)
  })

  it('stays a tree that only ever sinks, whatever is moved where', () => {
    const layer = fc.constantFrom<Layer>(...LAYERS)
    const index = fc.nat({ max: 9 })
    const move = fc.record({ what: index, beneath: fc.option(index), layer })
    fc.assert(
      fc.property(
        fc.array(layer, { minLength: 2, maxLength: 10 }),
        fc.array(move, { maxLength: 60 }),
        (layers, moves) => {
          const needs = new Map<string, TreeNeed>(
            layers.map((of, i) => [
              String(i),
              { id: String(i), parentId: null, layer: of, status: 'stated' },
            ]),
          )
          for (const { what, beneath, layer: to } of moves) {
            const id = String(what % layers.length)
            const parentId = beneath === null ? null : String(beneath % layers.length)
            if (placementProblem(needs, id, to, parentId) === null)
              needs.set(id, { ...needs.get(id)!, parentId, layer: to })
          }
          for (const need of needs.values()) {
            let steps = 0
            for (let at = need; at.parentId !== null; at = needs.get(at.parentId)!) {
              expect(liesBeneath(at.layer, needs.get(at.parentId)!.layer)).toBe(true)
              expect(++steps).toBeLessThan(needs.size)
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('what a quote is about', () => {
  it('is heard from its words, and stays open where they do not say', () => {
    expect(guessSubject('你们比别家贵一成')).toBe('price')
    expect(guessSubject('上次交货晚了两个星期')).toBe('delivery')
    expect(guessSubject('The last one was late')).toBe('delivery')
    expect(guessSubject('账期能不能放长？')).toBe('terms')
    expect(guessSubject('再说吧')).toBe('other')
  })
})

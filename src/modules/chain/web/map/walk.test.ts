import { expect, it } from 'vitest'
import type { ChainMap } from '../../chain.contract.ts'
import { sceneOf } from './scene.ts'
import { walk } from './walk.ts'

const post = (id: string, reportsToId: string | null): ChainMap['posts'][number] => ({
  id,
  unitId: null,
  title: id,
  reportsToId,
  dottedToIds: [],
  vacant: true,
  holderUnknown: false,
})
const empty = { units: [], people: [], seats: [], ties: [] }
const posts = [
  post('chief', null),
  post('left', 'chief'),
  post('right', 'chief'),
  post('below', 'left'),
  ...['s1', 's2', 's3'].map((id) => post(id, 'right')),
]
const scene = sceneOf({ ...empty, posts }, new Set(), null)

it('walks up to the superior and down to those below', () => {
  expect(walk(scene, 'chief', 'down')).toBe('left')
  expect(walk(scene, 'below', 'up')).toBe('left')
  expect(walk(scene, 'chief', 'up')).toBeNull()
})

it('walks sideways to the neighbour', () => {
  expect(walk(scene, 'left', 'right')).toBe('right')
  expect(walk(scene, 'right', 'left')).toBe('left')
})

it('walks down a column of posts, and out of it at its top', () => {
  expect(walk(scene, 'right', 'down')).toBe('s1')
  expect(walk(scene, 's1', 'down')).toBe('s2')
  expect(walk(scene, 's2', 'up')).toBe('s1')
  expect(walk(scene, 's1', 'up')).toBe('right')
})

it('counts all who are below, shows a branch alone, and folds one away', () => {
  expect(scene.below.get('chief')).toBe(6)
  expect([...sceneOf({ ...empty, posts }, new Set(), 'right').boxes.keys()]).toEqual([
    'right',
    's1',
    's2',
    's3',
  ])
  expect([...sceneOf({ ...empty, posts }, new Set(['right']), null).boxes.keys()]).toEqual([
    'chief',
    'left',
    'right',
    'below',
  ])
})

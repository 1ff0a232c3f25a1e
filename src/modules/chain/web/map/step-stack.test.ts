import { describe, expect, it } from 'vitest'
import { begun, NO_STEPS, nextOf, type StepStack, type TakenStep, took, turned } from './step-stack.ts'

const step = (id: string): TakenStep => ({
  id,
  turn: async () => step(id.startsWith('un-') ? id.slice(3) : `un-${id}`),
  refused: () => {},
})
const ids = ({ done, undone }: StepStack) => [done.map((s) => s.id), undone.map((s) => s.id)]
async function turn(stack: StepStack, from: 'done' | 'undone', id?: string) {
  const next = nextOf(stack, from, id)!
  return turned(stack, from, next.id, await next.turn())
}
const three = ['岗位', '人', '移动'].map(step).reduce(took, NO_STEPS)

describe('steps on the map', () => {
  it('are taken back in the order they were taken, the last first, whether of the chart or of who holds a post', async () => {
    let stack = await turn(three, 'done')
    stack = await turn(stack, 'done')
    expect(ids(stack)).toEqual([['岗位'], ['un-移动', 'un-人']])
    stack = await turn(stack, 'undone')
    expect(ids(stack)).toEqual([['岗位', '人'], ['un-移动']])
  })

  it('are taken back out of order where the message of one is pressed', async () => {
    expect(ids(await turn(three, 'done', '人'))).toEqual([['岗位', '移动'], ['un-人']])
  })

  it('forget what was taken back once a new step is begun', async () => {
    expect(ids(begun(await turn(three, 'done')))).toEqual([['岗位', '人'], []])
  })

  it('leave out one that cannot be taken back, so that those before it can', () => {
    const stack = turned(three, 'done', '移动', null)
    expect(ids(stack)).toEqual([['岗位', '人'], []])
    expect(nextOf(stack, 'done')?.id).toBe('人')
  })
})

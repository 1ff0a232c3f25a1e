import { beforeEach, describe, expect, test } from 'vitest'
import { AutosavedDraft, differences, same } from './autosave-draft.ts'
import { CallError } from './client.ts'

interface Visit {
  id: string
  version: number
  title: string
  note: string
}
interface Draft {
  title: string
  note: string
}
const visit: Visit = { id: 'v1', version: 3, title: '首次拜访', note: '' }

let saved: { draft: Draft; version: number }[]
let answer: (draft: Draft, version: number) => unknown
let timers: Map<number, () => void>

beforeEach(() => {
  saved = []
  timers = new Map()
  answer = (_draft, version) => ({ version: version + 1 })
})

function open(record: Visit = visit) {
  let last = 0
  return new AutosavedDraft<Visit, Draft>({
    record,
    pick: ({ title, note }) => ({ title, note }),
    save: async (draft, version) => {
      saved.push({ draft, version })
      return answer(draft, version)
    },
    delay: 800,
    later: (work) => {
      last += 1
      timers.set(last, work)
      return last
    },
    cancel: (timer) => timers.delete(timer as number),
  })
}
const refuse = (problem: ConstructorParameters<typeof CallError>[0]) => {
  answer = () => {
    throw new CallError(problem)
  }
}

describe('what is typed', () => {
  test('is saved once after a rest, not at every letter', async () => {
    const draft = open()
    draft.set({ title: '首' })
    draft.set({ title: '首次' })
    expect(timers.size).toBe(1)
    expect(draft.view().state).toBe('unsaved')
    ;[...timers.values()][0]?.()
    await draft.flush()
    expect(saved).toEqual([{ draft: { title: '首次', note: '' }, version: 3 }])
    expect(draft.view().state).toBe('saved')
  })

  test('is sent on the version the last save made', async () => {
    const draft = open()
    draft.set({ title: 'a' })
    await draft.flush()
    draft.set({ title: 'b' })
    await draft.flush()
    expect(saved.map((one) => one.version)).toEqual([3, 4])
  })

  test('while a save is on its way goes with the next one', async () => {
    const draft = open()
    answer = (_d, version) => {
      if (saved.length === 1) draft.set({ note: '带样品' })
      return { version: version + 1 }
    }
    draft.set({ title: 'a' })
    await draft.flush()
    expect(saved).toEqual([
      { draft: { title: 'a', note: '' }, version: 3 },
      { draft: { title: 'a', note: '带样品' }, version: 4 },
    ])
  })

  test('and taken back is not sent at all', async () => {
    const draft = open()
    draft.set({ title: 'x' })
    draft.set({ title: visit.title })
    await draft.flush()
    expect(saved).toEqual([])
    expect(draft.view().state).toBe('saved')
  })

  test('without network waits on the device and says so', async () => {
    const draft = open()
    answer = () => ({ sent: false })
    draft.set({ title: 'a' })
    await draft.flush()
    expect(draft.view().state).toBe('waiting')
  })
})

describe('a fresh reading of the record', () => {
  test('is shown when nothing here is unsaved', () => {
    const draft = open()
    draft.adopt({ ...visit, version: 4, title: '二次拜访' })
    expect(draft.view().value.title).toBe('二次拜访')
  })

  test('never replaces what is being typed', () => {
    const draft = open()
    draft.set({ title: '我写的' })
    draft.adopt({ ...visit, version: 4, title: '别人写的' })
    expect(draft.view().value.title).toBe('我写的')
  })

  test('that is older than what was saved here is not shown', async () => {
    const draft = open()
    draft.set({ title: 'a' })
    await draft.flush()
    draft.adopt(visit)
    expect(draft.view().value.title).toBe('a')
  })
})

describe('when someone else wrote first', () => {
  async function conflicting() {
    const draft = open()
    refuse({
      status: 409,
      code: 'platform.conflict',
      current: { ...visit, version: 7, title: '他改的', note: '他的备注' },
    })
    draft.set({ title: '我改的' })
    await draft.flush()
    return draft
  }

  test('both versions are shown and nothing is sent until the reader has chosen', async () => {
    const draft = await conflicting()
    expect(draft.view()).toMatchObject({
      state: 'conflict',
      conflict: {
        mine: { title: '我改的', note: '' },
        theirs: { title: '他改的', note: '他的备注' },
        version: 7,
      },
    })
    await draft.flush()
    expect(saved).toHaveLength(1)
  })

  test('it is told who changed what', async () => {
    const { conflict } = (await conflicting()).view()
    expect(differences(conflict!)).toEqual([
      { key: 'title', by: 'both' },
      { key: 'note', by: 'them' },
    ])
  })

  test('the choice is saved on top of the other’s version', async () => {
    const draft = await conflicting()
    answer = (_d, version) => ({ version: version + 1 })
    await draft.resolve({ title: '我改的', note: '他的备注' })
    expect(saved.at(-1)).toEqual({ draft: { title: '我改的', note: '他的备注' }, version: 7 })
    expect(draft.view()).toMatchObject({ state: 'saved', conflict: null })
  })

  test('choosing all of theirs needs no save', async () => {
    const draft = await conflicting()
    await draft.resolve({ title: '他改的', note: '他的备注' })
    expect(saved).toHaveLength(1)
    expect(draft.view().state).toBe('saved')
  })

  test('and wrote the same, there is nothing to decide', async () => {
    const draft = open()
    refuse({ status: 409, code: 'platform.conflict', current: { ...visit, version: 7, title: '一样的' } })
    draft.set({ title: '一样的' })
    await draft.flush()
    expect(draft.view()).toMatchObject({ state: 'saved', conflict: null })
  })
})

describe('when the server refuses', () => {
  test('what was typed stays, with the reason, and is not sent again until it is altered', async () => {
    const draft = open()
    refuse({ status: 422, code: 'platform.invalid' })
    draft.set({ title: '' })
    await draft.flush()
    await draft.flush()
    expect(draft.view()).toMatchObject({
      value: { title: '' },
      state: 'problem',
      problem: { code: 'platform.invalid' },
    })
    expect(saved).toHaveLength(1)
    answer = (_d, version) => ({ version: version + 1 })
    draft.set({ title: '改好了' })
    await draft.flush()
    expect(draft.view()).toMatchObject({ state: 'saved', problem: null })
  })

  test('for a lost network it is sent again as it is', async () => {
    const draft = open()
    refuse({ status: 0, code: 'platform.offline' })
    draft.set({ title: 'a' })
    await draft.flush()
    expect(draft.view().state).toBe('problem')
    answer = (_d, version) => ({ version: version + 1 })
    await draft.flush()
    expect(draft.view().state).toBe('saved')
  })
})

test('sameness does not mind the order of keys, and tells a list from a record', () => {
  expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true)
  expect(same([], {})).toBe(false)
  expect(same({ a: undefined }, { b: undefined })).toBe(false)
})

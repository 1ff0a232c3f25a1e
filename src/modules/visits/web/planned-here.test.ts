import { expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { visitDetail } from '../visits.contract.ts'
import { visitAsPlanned } from './planned-here.ts'

const [id, accountId, personId, other, me, objectiveId] = [
  newId(),
  newId(),
  newId(),
  newId(),
  newId(),
  newId(),
]

test('a visit planned without network reads like one the server answered', () => {
  const visit = visitAsPlanned(
    {
      id,
      accountId,
      plannedAt: '2026-11-24T02:00:00.000Z',
      personIds: [personId],
      objectives: [{ id: objectiveId, kind: 'solution', text: '定下样机' }],
    },
    {
      me: { id: me, name: '林晓' },
      accountName: '滨江水务',
      people: [
        { id: personId, name: '陈立新', title: '总工程师' },
        { id: other, name: '周敏', title: '采购经理' },
      ],
      companions: [],
    },
  )
  expect(visitDetail.parse(visit)).toEqual(visit)
  expect(visit.people.map((one) => one.name)).toEqual(['陈立新'])
  expect(visit.hostName).toBe('林晓')
  expect(visit.objectives).toMatchObject([{ text: '定下样机', result: null }])
})

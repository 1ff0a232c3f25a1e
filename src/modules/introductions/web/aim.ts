import type { RoutePerson } from '../introductions.contract.ts'

/** The address that plans a visit to somebody with this aim; nothing is written before it is saved there. */
export function visitWith(person: RoutePerson, aim: string): string {
  const search = new URLSearchParams({
    account: person.accountId,
    person: person.id,
    kind: 'maintain',
    text: aim,
  })
  return `/visits/new?${search}`
}

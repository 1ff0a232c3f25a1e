import type { Format } from '#platform/words/format.ts'
import type { BuyingRole, ChainAttribute, RelationshipValue } from '../../chain.contract.ts'
import { stanceWord } from '../../findings.rules.ts'
import type { words } from '../../words/index.ts'
import type { seatWords } from '../../words/seat.ts'

export interface ClaimWords {
  chain: (typeof words)['zh-CN']
  seat: (typeof seatWords)['zh-CN']
  list: Format['list']
}

const signed = (n: number) => (n > 0 ? `+${n}` : String(n).replace('-', '−'))

/** A claim's value for the reader; null is "unknown". */
export function claimText(attribute: ChainAttribute, value: unknown, w: ClaimWords): string {
  if (value === null || value === undefined || value === '') return w.chain.unknown
  switch (attribute) {
    case 'buying_roles': {
      const roles = value as BuyingRole[]
      return roles.length === 0 ? w.chain.unknown : w.list(roles.map((role) => w.chain.roles[role]))
    }
    case 'stance':
      return w.seat.stanceValue(w.chain.stances[stanceWord(value as number)], signed(value as number))
    case 'influence':
      return w.seat.influence(value as number)
    case 'political_status':
      return w.chain.political[value as keyof typeof w.chain.political]
    case 'response_mode':
      return w.chain.modes[value as keyof typeof w.chain.modes]
    case 'relationship': {
      const { current, target } = value as RelationshipValue
      return w.seat.relationship(
        current ? w.chain.levels[current] : w.chain.unknown,
        target ? w.chain.levels[target] : null,
      )
    }
    default:
      return String(value)
  }
}

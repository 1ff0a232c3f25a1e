import { accounts } from '#modules/accounts/server/index.ts'
import { care } from '#modules/care/server/index.ts'
import { chain } from '#modules/chain/server/index.ts'
import { commitments } from '#modules/commitments/server/index.ts'
import { dossier } from '#modules/dossier/server/index.ts'
import { exchange } from '#modules/exchange/server/index.ts'
import { field } from '#modules/field/server/index.ts'
import { insights } from '#modules/insights/server/index.ts'
import { introductions } from '#modules/introductions/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { needs } from '#modules/needs/server/index.ts'
import { objections } from '#modules/objections/server/index.ts'
import { people } from '#modules/people/server/index.ts'
import { pitches } from '#modules/pitches/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { proofs } from '#modules/proofs/server/index.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { search } from '#modules/search/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'

/**
 * Every module with a server face, in the order of the layers. A new module is one line here. `members` is the one for
 * tests and documents; a server puts the one with its secret in its place.
 */
export const serverModules: readonly ServerModule[] = [
  members,
  accounts,
  proofs,
  people,
  rivals,
  projects,
  chain,
  visits,
  needs,
  pitches,
  care,
  commitments,
  objections,
  introductions,
  dossier,
  field,
  exchange,
  insights,
  search,
]

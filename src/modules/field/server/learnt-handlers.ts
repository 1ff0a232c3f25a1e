import { beliefsAbout } from '#modules/chain/server/index.ts'
import { peopleByIds } from '#modules/people/server/index.ts'
import { loadVisit } from '#modules/visits/server/index.ts'
import { on } from '#platform/server/module.ts'
import { getLearnt, type LearntPerson } from '../field.contract.ts'
import { peopleAtVisit } from './store.ts'

const NO_RELATIONSHIP: LearntPerson['relationship'] = { current: null, target: null }

/** What the record may change with one tap: of each person of the visit, the beliefs that stand in the visit's project. */
export const visitLearnt = on(getLearnt, async ({ actor, tx, params }) => {
  const { visit } = await loadVisit(tx, actor, params.visitId)
  const ids = await peopleAtVisit(tx, visit.id)
  const [known, claims] = await Promise.all([
    peopleByIds(tx, actor, ids),
    visit.projectId ? beliefsAbout(tx, visit.projectId, ids) : [],
  ])
  const people = known.filter((person) => !person.erased)
  return {
    projectId: visit.projectId,
    people: people.map(({ id, name, title }): LearntPerson => {
      const of = (attribute: LearntPerson['learntHere'][number]) =>
        claims.find(
          (claim) =>
            claim.personId === id &&
            claim.attribute === attribute &&
            (attribute !== 'relationship' || claim.aboutMemberId === actor.memberId),
        )
      const here = (['buying_roles', 'stance', 'relationship'] as const).filter((attribute) => {
        const source = of(attribute)?.source
        return source?.kind === 'visit' && source.id === visit.id
      })
      return {
        personId: id,
        name,
        title,
        roles: (of('buying_roles')?.value ?? []) as LearntPerson['roles'],
        stance: (of('stance')?.value ?? null) as number | null,
        relationship: (of('relationship')?.value ?? NO_RELATIONSHIP) as LearntPerson['relationship'],
        learntHere: here,
      }
    }),
  }
})

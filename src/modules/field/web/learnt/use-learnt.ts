import { type ClaimValue, makeClaim } from '#modules/chain/chain.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readKey, useRead } from '#platform/web/query.ts'
import { queryClient, touch } from '#platform/web/query-client.ts'
import { useMe } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { problemToast, undoToast } from '#ui/toast.ts'
import { getLearnt, type LearntPerson } from '../../field.contract.ts'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'

export const SURE = ['inferred', 'stated', 'rumour'] as const
export type Sure = (typeof SURE)[number]

/** What of a person one tap changes. */
export type Belief = Pick<LearntPerson, 'roles' | 'stance' | 'relationship'>

export function useLearnt(visitId: string) {
  return useRead(getLearnt, { params: { visitId } }, { shows: ['chain', 'visits', 'people'] })
}

/**
 * Keeps what one tap said of a person as a claim with the visit as its source: shown at once, kept on the device, sent when
 * there is a network, and taken back by one tap.
 */
export function useTapLearnt(visit: { id: string; accountName: string }, projectId: string) {
  const w = useWords(learntWords)
  const say = useProblem(words)
  const { member } = useMe()
  const claim = useSave(makeClaim, { about: visit.accountName })

  const keep = (person: LearntPerson, change: Partial<Belief>, sure: Sure, note = '') => {
    const key = readKey(getLearnt, { params: { visitId: visit.id } })
    const values = claimsOf(change, member.id)
    const attributes = values.map((value) => value.attribute as LearntPerson['learntHere'][number])
    queryClient.setQueryData<{ projectId: string | null; people: LearntPerson[] }>(
      key,
      (old) =>
        old && {
          ...old,
          people: old.people.map((one) =>
            one.personId === person.personId
              ? { ...one, ...change, learntHere: [...new Set([...one.learntHere, ...attributes])] }
              : one,
          ),
        },
    )
    for (const value of values)
      claim.mutate(
        {
          params: { projectId },
          body: {
            id: newId(),
            personId: person.personId,
            confidence: sure,
            source: { kind: 'visit', id: visit.id, note },
            claim: value,
          },
        },
        {
          onError: (error) => {
            problemToast(say(error))
            touch(['field.learnt'])
          },
        },
      )
  }

  /** @param sentence what was kept, for the message that offers the way back */
  return (person: LearntPerson, change: Partial<Belief>, sure: Sure, sentence: string) => {
    keep(person, change, sure)
    const { roles, stance, relationship } = person
    const before: Partial<Belief> = {
      ...('roles' in change && { roles }),
      ...('stance' in change && { stance }),
      ...('relationship' in change && { relationship }),
    }
    undoToast(sentence, () => keep(person, before, sure, w.undone))
  }
}

function claimsOf(change: Partial<Belief>, memberId: string): ClaimValue[] {
  const claims: ClaimValue[] = []
  if (change.roles !== undefined)
    claims.push({ attribute: 'buying_roles', value: change.roles.length > 0 ? change.roles : null })
  if (change.stance !== undefined) claims.push({ attribute: 'stance', value: change.stance })
  if (change.relationship !== undefined) {
    const { current, target } = change.relationship
    claims.push({
      attribute: 'relationship',
      aboutMemberId: memberId,
      value: current === null && target === null ? null : { current, target },
    })
  }
  return claims
}

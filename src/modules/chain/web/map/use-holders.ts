import {
  addEmployment,
  changeEmployment,
  createPerson,
  type Employment,
  getPerson,
  type Holding,
  removeEmployment,
  turnHolding,
} from '#modules/people/people.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { CallError } from '#platform/web/client.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useFieldProblem, useProblem, useWords } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { mapWords } from '../../words/map.ts'
import { type HolderTurn, holdingOf, turnBody, turnedHolder } from './holder-turns.ts'
import type { TakenStep } from './step-stack.ts'
import type { Steps } from './use-steps.ts'

interface HeldPost {
  id: string
  title: string
  unitId: string | null
}
const NOTHING: Holding = { postId: null, title: '', unitId: null, since: null, until: null }

export interface Holders {
  busy: boolean
  /** Somebody we know takes a post; who was at the customer without one now has it. */
  assign: (person: { id: string; name: string }, post: HeldPost) => Promise<void>
  /** A new contact takes a post. */
  create: (name: string, post: HeldPost) => Promise<void>
  /** Somebody has left a post: yesterday was their last day there. */
  leave: (person: { id: string; name: string }, post: HeldPost) => Promise<void>
}

/**
 * Who holds which post is people's business, not the chart's: these go to the person's career. Yet they are steps on the map
 * like the others, taken back in the same order.
 */
export function useHolders(accountId: string, steps: Steps): Holders {
  const m = useWords(mapWords)
  const sentence = useProblem(mapWords)
  const fieldSentence = useFieldProblem(mapWords)
  const { mutateAsync: add } = useWrite(addEmployment)
  const { mutateAsync: change } = useWrite(changeEmployment)
  const { mutateAsync: create } = useWrite(createPerson)
  const { mutateAsync: remove } = useWrite(removeEmployment)
  const { mutateAsync: turnBack } = useWrite(turnHolding)

  const refused = (error: unknown) => {
    if (!(error instanceof CallError)) throw error
    const field = error.fields?.[0]
    problemToast(field ? `${sentence(error)} ${fieldSentence(field)}` : sentence(error))
  }
  const stepOf = (turn: HolderTurn): TakenStep => ({
    id: newId(),
    turn: async () => {
      const { personId } = turn
      const answer = await turnBack({ params: { personId }, body: turnBody(turn) })
      return stepOf(turnedHolder(turn, answer))
    },
    refused,
  })
  /** @param work null: there was nothing to do */
  const take = (work: () => Promise<Omit<HolderTurn, 'accountId'> | null>, said: string) => {
    steps.begin()
    return steps.enqueue(async () => {
      try {
        const turn = await work()
        if (turn) steps.keep(stepOf({ ...turn, accountId }), said)
      } catch (error) {
        refused(error)
      }
    })
  }
  const employmentsOf = async (personId: string, which: (one: Employment) => boolean) => {
    const { employments } = await readOnce(getPerson, { params: { personId } })
    return employments.find((one) => one.accountId === accountId && one.until === null && which(one))
  }
  return {
    busy: steps.busy,
    assign: ({ id: personId, name }, post) =>
      take(
        async () => {
          const here = await employmentsOf(personId, (one) => one.postId === null)
          if (!here) {
            const employmentId = newId()
            await add({
              params: { personId },
              body: { id: employmentId, accountId, postId: post.id },
            })
            const is = { ...NOTHING, postId: post.id }
            return { personId, employmentId, was: null, is, version: 1, made: null }
          }
          const was = holdingOf(here, undefined)
          const is = { ...was, postId: post.id }
          const { id: employmentId } = here
          const { version } = await change({
            params: { employmentId },
            body: { ...is, version: here.version },
          })
          return { personId, employmentId, was, is, version, made: null }
        },
        m.did.assigned(name, post.title),
      ),
    create: (name, post) =>
      take(
        async () => {
          const person = await create({
            params: { accountId },
            body: { id: newId(), name, postId: post.id },
          })
          const [first] = person.employments
          if (!first) return null
          return {
            personId: person.id,
            employmentId: first.id,
            was: null,
            is: { ...NOTHING, postId: post.id },
            version: first.version,
            made: { version: person.version, archived: false },
          }
        },
        m.did.assigned(name, post.title),
      ),
    leave: ({ id: personId, name }, post) =>
      take(
        async () => {
          const held = await employmentsOf(personId, (one) => one.postId === post.id)
          if (!held) return null
          const day = yesterday()
          const { id: employmentId } = held
          const was = holdingOf(held, post)
          // Entered today by mistake, it was never held.
          if (was.since !== null && was.since > day) {
            await remove({ params: { employmentId } })
            return { personId, employmentId, was, is: null, version: null, made: null }
          }
          const is = { ...was, until: day }
          const { version } = await change({
            params: { employmentId },
            body: { ...is, version: held.version },
          })
          return { personId, employmentId, was, is, version, made: null }
        },
        m.edit.left(name, post.title),
      ),
  }
}

function yesterday(): string {
  const day = new Date(Date.now() - 86_400_000)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

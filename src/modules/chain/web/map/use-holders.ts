import {
  addEmployment,
  changeEmployment,
  createPerson,
  getPerson,
  removeEmployment,
} from '#modules/people/people.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { dayIn } from '#platform/words/zone.ts'
import { problemToast, toast } from '#ui/toast.ts'
import { mapWords } from '../../words/map.ts'

/** Who holds which post is people's business, not the chart's: these go to the person's career. */
export function useHolders(accountId: string) {
  const m = useWords(mapWords)
  const sentence = useProblem(mapWords)
  const add = useWrite(addEmployment)
  const change = useWrite(changeEmployment)
  const create = useWrite(createPerson)
  const remove = useWrite(removeEmployment)
  const guarded = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work()
      toast(said)
    } catch (error) {
      problemToast(sentence(error as { code: string }))
    }
  }
  return {
    busy: add.isPending || change.isPending || create.isPending || remove.isPending,
    /** Somebody we know takes a post; who was at the customer without one now has it. */
    assign: (person: { id: string; name: string }, post: { id: string; title: string }) =>
      guarded(
        async () => {
          const { employments } = await readOnce(getPerson, { params: { personId: person.id } })
          const here = employments.find(
            (e) => e.accountId === accountId && e.until === null && e.postId === null,
          )
          if (here) {
            const { id, title, unitId, since, until, version } = here
            await change.mutateAsync({
              params: { employmentId: id },
              body: { postId: post.id, title, unitId, since, until, version },
            })
          } else
            await add.mutateAsync({
              params: { personId: person.id },
              body: { id: newId(), accountId, postId: post.id },
            })
        },
        m.did.assigned(person.name, post.title),
      ),
    /** A new contact takes a post. */
    create: (name: string, post: { id: string; title: string }) =>
      guarded(
        () => create.mutateAsync({ params: { accountId }, body: { id: newId(), name, postId: post.id } }),
        m.did.assigned(name, post.title),
      ),
    /** Somebody has left a post: yesterday was their last day there. */
    leave: (person: { id: string; name: string }, post: { id: string; title: string }) =>
      guarded(
        async () => {
          const { employments } = await readOnce(getPerson, { params: { personId: person.id } })
          const held = employments.find(
            (e) => e.accountId === accountId && e.postId === post.id && e.until === null,
          )
          if (!held) return
          const day = yesterday()
          const { id, postId, title, unitId, since, version } = held
          // Entered today by mistake, it was never held.
          if (since !== null && since > day) await remove.mutateAsync({ params: { employmentId: id } })
          else
            await change.mutateAsync({
              params: { employmentId: id },
              body: { postId, title, unitId, since, until: day, version },
            })
        },
        m.edit.left(person.name, post.title),
      ),
  }
}

function yesterday(): string {
  return dayIn(-1)
}

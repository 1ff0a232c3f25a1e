import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { createTie, endTie, type Tie } from '../people.contract.ts'
import { words } from '../words/index.ts'

export type TieDraft = Pick<Tie, 'kind' | 'strength' | 'evidence' | 'confidence'> & { back: boolean }

/** Takes back what was done to a tie of a person: from a message, after the sheet has gone. */
export function useTieUndo(personId: string) {
  const say = useProblem(words)
  const { mutateAsync: create } = useWrite(createTie)
  const { mutateAsync: finish } = useWrite(endTie)
  const told = (error: unknown) => problemToast(say(error as { code: string }))
  return {
    say,
    /** A tie that was recorded is not kept. */
    end: (tieId: string) => finish({ params: { tieId } }).catch(told),
    /** A tie that was replaced by `insteadOf`, or ended, says again what it said. */
    restore: (tie: Tie, insteadOf: string | null) => {
      const { kind, strength, mutual, evidence, source, confidence, fromId, toId } = tie
      const back = toId === personId
      const said = { kind, strength, mutual, evidence, source, confidence, supersedes: insteadOf }
      return create({
        params: { personId },
        body: { id: newId(), toId: back ? fromId : toId, back, ...said },
      }).catch(told)
    },
  }
}

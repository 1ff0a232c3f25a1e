import { useProblem, useWords } from '#platform/words/use.ts'
import { problemToast, undoToast } from '#ui/toast.ts'
import { type Layer, moveNeed, type Need, type Subject } from '../needs.contract.ts'
import { layerBeneath, placementProblem, subjectIn, type TreeNeed } from '../needs.rules.ts'
import { words } from '../words/index.ts'
import { patchNeed, useTap } from './need-cache.ts'

export function treeOf(needs: readonly Need[]): Map<string, TreeNeed> {
  return new Map(needs.map((need) => [need.id, need]))
}

/** The needs this one may be put beneath, each with the layer it would take there. */
export function placesFor(needs: readonly Need[], need: Need): { parent: Need; layer: Layer }[] {
  const tree = treeOf(needs)
  return needs.flatMap((parent) => {
    if (parent.id === need.id) return []
    const layer = layerBeneath(need.layer, parent.layer)
    return placementProblem(tree, need.id, layer, parent.id) === null ? [{ parent, layer }] : []
  })
}

/** Puts a need beneath another, or beneath none in a layer; asks the rules first, and offers the way back. */
export function useMove(needs: readonly Need[], about: string) {
  const w = useWords(words)
  const say = useProblem(words)
  const send = useTap(moveNeed, about)
  const apply = (
    need: Need,
    to: { parentId: string | null; layer: Layer; subject: Subject },
    version: number,
  ) =>
    send({ params: { needId: need.id }, body: { ...to, version } }, () =>
      patchNeed(need.id, {
        ...to,
        personal: to.layer === 'deep' || need.whose === 'person',
        version: version + 1,
      }),
    )
  return async (need: Need, parentId: string | null, layer: Layer): Promise<void> => {
    if (need.parentId === parentId && need.layer === layer) return
    const problem = placementProblem(treeOf(needs), need.id, layer, parentId)
    if (problem) {
      problemToast(say(problem))
      return
    }
    const before = { parentId: need.parentId, layer: need.layer, subject: need.subject }
    const moved = await apply(
      need,
      { parentId, layer, subject: subjectIn(layer, need.subject) },
      need.version,
    )
    if (moved) undoToast(w.sheet.moved, () => apply(need, before, need.version + 1))
  }
}

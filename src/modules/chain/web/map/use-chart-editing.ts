import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  applyEdits,
  type Chart,
  type ChartEdit,
  editChart,
  getOrganisation,
  undoChartEdit,
} from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { CallError } from '#platform/web/client.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useFieldProblem, useProblem } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import type { ChainMap } from '../../chain.contract.ts'
import { mapWords } from '../../words/map.ts'
import { type ChartDifference, differences } from './chart-differences.ts'
import type { ShownMap } from './scene.ts'
import type { TakenStep } from './step-stack.ts'
import type { Steps } from './use-steps.ts'

interface Step {
  id: string
  edits: ChartEdit[]
}

export interface ChartEditing {
  on: boolean
  start: () => void
  stop: () => void
  /** The chart with what was just done, ahead of the server's answer. */
  shown: ShownMap
  /** One step: all these edits or none. @returns false if the rules refuse it, which is then said */
  edit: (edits: ChartEdit[], said: string) => boolean
  undo: () => void
  redo: () => void
  canUndo: boolean
  canRedo: boolean
  saving: boolean
  /** What others changed meanwhile: then nothing of one's own step was kept. */
  conflict: ChartDifference[] | null
  forgetConflict: () => void
}

/**
 * Editing the chart: each step is drawn at once by the rules the server keeps too, sent in order, and can be taken back and
 * done again. A step somebody else was faster than is dropped, and what they changed is shown.
 */
export function useChartEditing(map: ChainMap, steps: Steps): ChartEditing {
  const sentence = useProblem(mapWords)
  const fieldSentence = useFieldProblem(mapWords)
  const { accountId } = map
  const [wanted, setOn] = useState(false)
  // A past day, or a right that was taken away meanwhile: then it is only read.
  const on = wanted && map.canWrite
  const [base, setBase] = useState<Chart | null>(null)
  const [pending, setPending] = useState<Step[]>([])
  const [conflict, setConflict] = useState<ChartDifference[] | null>(null)
  const organisation = useRead(getOrganisation, { params: { accountId }, query: {} }, { enabled: on })
  const { mutateAsync: send } = useWrite(editChart)
  const { mutateAsync: takeBack } = useWrite(undoChartEdit)
  const { enqueue, begin, keep, waiting } = steps

  const read = organisation.data
  useEffect(() => {
    if (read && !waiting()) setBase({ units: read.units, posts: read.posts })
  }, [read, waiting])

  const chart = useMemo(() => {
    if (!base || (!on && pending.length === 0)) return null
    return pending.reduce((at: Chart, step) => {
      const applied = applyEdits(at, step.edits)
      return applied.done ? applied.chart : at
    }, base)
  }, [base, pending, on])
  const shown = useMemo<ShownMap>(
    () => (chart ? { ...map, units: chart.units, posts: chart.posts } : map),
    [chart, map],
  )

  const say = useCallback(
    (error: unknown) => {
      if (!(error instanceof CallError)) throw error
      const field = error.fields?.[0]
      problemToast(field ? `${sentence(error)} ${fieldSentence(field)}` : sentence(error))
    },
    [sentence, fieldSentence],
  )

  const failed = useRef<(error: unknown) => void>(undefined)
  failed.current = (error) => {
    // What was drawn after the step that failed may stand on it: none of it is kept.
    setPending([])
    if (error instanceof CallError && error.code === 'platform.conflict' && isChart(error.current)) {
      if (base) setConflict(differences(base, error.current))
      setBase(error.current)
    } else {
      say(error)
      void organisation.refetch()
    }
  }

  const stepOf = useCallback(
    (editId: string): TakenStep => ({
      id: editId,
      turn: async () => {
        const id = newId()
        const { units, posts } = await takeBack({ params: { accountId, editId }, body: { id } })
        setBase({ units, posts })
        return stepOf(id)
      },
      refused: (error) => failed.current?.(error),
    }),
    [accountId, takeBack],
  )

  const edit = useCallback(
    (asked: ChartEdit[], said: string): boolean => {
      if (!chart) return false
      const edits = asked.map((one) => withVersion(one, chart))
      const applied = applyEdits(chart, edits)
      if (!applied.done) {
        if ('refusal' in applied) problemToast(fieldSentence({ code: applied.refusal.code }))
        return false
      }
      const step = { id: newId(), edits }
      setPending((all) => [...all, step])
      begin()
      void enqueue(async () => {
        try {
          const { units, posts } = await send({ params: { accountId }, body: step })
          setBase({ units, posts })
          setPending((all) => all.filter((one) => one.id !== step.id))
          keep(stepOf(step.id), said)
        } catch (error) {
          failed.current?.(error)
        }
      })
      return true
    },
    [chart, accountId, send, begin, enqueue, fieldSentence, keep, stepOf],
  )

  return {
    on: on && chart !== null,
    start: () => setOn(true),
    stop: () => setOn(false),
    shown,
    edit,
    undo: steps.undo,
    redo: steps.redo,
    canUndo: steps.canUndo || pending.length > 0,
    canRedo: steps.canRedo,
    saving: steps.busy,
    conflict,
    forgetConflict: () => setConflict(null),
  }
}

/** Says which version was seen, so that somebody else's change is not written over unseen. */
function withVersion(edit: ChartEdit, chart: Chart): ChartEdit {
  if (edit.do === 'change-unit' || edit.do === 'remove-unit')
    return { ...edit, version: chart.units.find((u) => u.id === edit.unitId)?.version }
  if (edit.do === 'change-post' || edit.do === 'remove-post')
    return { ...edit, version: chart.posts.find((p) => p.id === edit.postId)?.version }
  return edit
}

function isChart(value: unknown): value is Chart {
  return typeof value === 'object' && value !== null && 'units' in value && 'posts' in value
}

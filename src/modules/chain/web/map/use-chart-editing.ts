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
import { useFieldProblem, useProblem, useWords } from '#platform/words/use.ts'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import type { ChainMap } from '../../chain.contract.ts'
import { mapWords } from '../../words/map.ts'
import { type ChartDifference, differences } from './chart-differences.ts'
import type { ShownMap } from './scene.ts'

interface Step {
  id: string
  edits: ChartEdit[]
}

/** Steps of this sitting that can be taken back, and those taken back that can be done again. */
interface Steps {
  done: string[]
  undone: string[]
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
export function useChartEditing(map: ChainMap): ChartEditing {
  const m = useWords(mapWords)
  const sentence = useProblem(mapWords)
  const fieldSentence = useFieldProblem(mapWords)
  const { accountId } = map
  const [wanted, setOn] = useState(false)
  // A past day, or a right that was taken away meanwhile: then it is only read.
  const on = wanted && map.canWrite
  const [base, setBase] = useState<Chart | null>(null)
  const [pending, setPending] = useState<Step[]>([])
  const [busy, setBusy] = useState(false)
  const [steps, setSteps] = useState<Steps>({ done: [], undone: [] })
  const [conflict, setConflict] = useState<ChartDifference[] | null>(null)
  const organisation = useRead(getOrganisation, { params: { accountId }, query: {} }, { enabled: on })
  const { mutateAsync: send } = useWrite(editChart)
  const { mutateAsync: takeBack } = useWrite(undoChartEdit)
  // What stands when the work is done, not when it was asked for: a step may still be under way.
  const latest = useRef(steps)
  const keep = useCallback((next: Steps) => {
    latest.current = next
    setSteps(next)
  }, [])
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef(0)

  const read = organisation.data
  useEffect(() => {
    if (read && waiting.current === 0) setBase({ units: read.units, posts: read.posts })
  }, [read])

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

  /** Work for the server, one after the other: a step may stand on the one before. */
  const enqueue = useCallback((work: () => Promise<void>) => {
    waiting.current += 1
    setBusy(true)
    queue.current = queue.current.then(work).finally(() => {
      waiting.current -= 1
      if (waiting.current === 0) setBusy(false)
    })
  }, [])

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

  const turn = useCallback(
    (from: 'done' | 'undone', which?: string) => {
      const to = from === 'done' ? 'undone' : 'done'
      enqueue(async () => {
        const last = which ?? latest.current[from].at(-1)
        if (last === undefined) return
        const id = newId()
        const rest = latest.current[from].filter((one) => one !== last)
        try {
          const { units, posts } = await takeBack({ params: { accountId, editId: last }, body: { id } })
          setBase({ units, posts })
          keep({ ...latest.current, [from]: rest, [to]: [...latest.current[to], id] })
          toast(from === 'done' ? m.did.undone : m.did.redone)
        } catch (error) {
          if (!(error instanceof CallError && error.uncertain)) keep({ ...latest.current, [from]: rest })
          failed.current?.(error)
        }
      })
    },
    [accountId, takeBack, enqueue, keep, m],
  )
  const undo = useCallback(() => turn('done'), [turn])
  const redo = useCallback(() => turn('undone'), [turn])

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
      keep({ ...latest.current, undone: [] })
      enqueue(async () => {
        try {
          const { units, posts } = await send({ params: { accountId }, body: step })
          setBase({ units, posts })
          setPending((all) => all.filter((one) => one.id !== step.id))
          keep({ ...latest.current, done: [...latest.current.done, step.id] })
          // Said once it is kept: of a step that was refused there is nothing to take back.
          undoToast(said, () => turn('done', step.id))
        } catch (error) {
          failed.current?.(error)
        }
      })
      return true
    },
    [chart, accountId, send, enqueue, fieldSentence, keep, turn],
  )

  return {
    on: on && chart !== null,
    start: () => setOn(true),
    stop: () => setOn(false),
    shown,
    edit,
    undo,
    redo,
    canUndo: steps.done.length + pending.length > 0,
    canRedo: steps.undone.length > 0,
    saving: busy,
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

/**
 * A step of this sitting, whatever it changed: the chart, or who holds a post. Turning it back answers the step that turns it
 * forward again.
 */
export interface TakenStep {
  id: string
  turn: () => Promise<TakenStep>
  /** Said, and made up for, where turning it was refused. */
  refused: (error: unknown) => void
}

/** Steps of this sitting that can be taken back, and those taken back that can be done again; the last at the end. */
export interface StepStack {
  done: readonly TakenStep[]
  undone: readonly TakenStep[]
}

export const NO_STEPS: StepStack = { done: [], undone: [] }

/** A new step was begun: what had been taken back cannot be done again on top of it. */
export const begun = (stack: StepStack): StepStack => ({ ...stack, undone: [] })

/** A new step is kept. */
export const took = (stack: StepStack, step: TakenStep): StepStack => ({
  ...stack,
  done: [...stack.done, step],
})

/** The step that comes next on the way back or forth; or the one named, wherever it stands. */
export function nextOf(stack: StepStack, from: keyof StepStack, id?: string): TakenStep | undefined {
  return id === undefined ? stack[from].at(-1) : stack[from].find((step) => step.id === id)
}

/** A step was turned, or cannot be: then there is nothing on the other side. */
export function turned(
  stack: StepStack,
  from: keyof StepStack,
  id: string,
  inverse: TakenStep | null,
): StepStack {
  const to = from === 'done' ? 'undone' : 'done'
  const rest = stack[from].filter((step) => step.id !== id)
  return { ...stack, [from]: rest, [to]: inverse ? [...stack[to], inverse] : stack[to] }
}

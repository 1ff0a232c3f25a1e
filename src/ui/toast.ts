/** A short message at the edge of the screen, perhaps with a way back. Shown by `Toasts`, which the shell holds. */
export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'bad'
  undo?: (() => unknown) | undefined
}

const SHORT_MS = 4000
const LONG_MS = 8000
let last = 0
let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()

/** Says that something was done. */
export function toast(text: string): void {
  add({ text, tone: 'plain' }, SHORT_MS)
}

/** Says that something was done, and offers the way back for eight seconds. Better than asking beforehand. */
export function undoToast(text: string, undo: () => unknown): void {
  add({ text, tone: 'plain', undo }, LONG_MS)
}

/** Says that something went wrong where no form can say it. Takes the sentence: `problemToast(say(error))`. */
export function problemToast(sentence: string): void {
  add({ text: sentence, tone: 'bad' }, LONG_MS)
}

export function dismiss(id: number): void {
  toasts = toasts.filter((one) => one.id !== id)
  for (const listener of listeners) listener()
}

export const toastList = (): readonly Toast[] => toasts
export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function add(made: Omit<Toast, 'id'>, ms: number): void {
  last += 1
  const id = last
  toasts = [...toasts, { ...made, id }].slice(-3)
  for (const listener of listeners) listener()
  setTimeout(() => dismiss(id), ms)
}

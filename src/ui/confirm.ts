export interface Question {
  title: string
  text: string
  /** What the button says: the deed itself, not "OK". */
  action: string
  danger?: boolean
}
interface Asked extends Question {
  answer: (yes: boolean) => void
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

/** Asks before what cannot be undone. Rarely: where there is a way back, do it and offer `undoToast`. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false)
  return new Promise((resolve) => {
    show({
      ...question,
      answer: (yes) => {
        show(null)
        resolve(yes)
      },
    })
  })
}

export const question = (): Asked | null => asked
export function onQuestion(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

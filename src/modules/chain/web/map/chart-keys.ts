import type { KeyboardEvent } from 'react'
import { isComposing } from '#ui/Form.tsx'
import type { Way } from './walk.ts'

/** What a key on the map asks for. */
export type KeyWish =
  | { do: 'walk'; way: Way }
  | {
      do:
        | 'fold'
        | 'focus'
        | 'search'
        | 'fit'
        | 'zoom-in'
        | 'zoom-out'
        | 'menu'
        | 'tie'
        | 'edit'
        | 'cut'
        | 'drop'
        | 'below'
        | 'beside'
        | 'remove'
        | 'undo'
        | 'redo'
        | 'help'
        | 'escape'
    }

const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/**
 * The map's keys, as `KeysSheet` lists them. Null: not ours. Enter and Space on a button are the button's own, except that Enter
 * puts down what is carried.
 */
export function wishOf(event: KeyboardEvent, state: { carrying: boolean }): KeyWish | null {
  if (isComposing(event)) return null
  const { key } = event
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (key.toLowerCase() === 'z') return { do: event.shiftKey ? 'redo' : 'undo' }
    if (key.toLowerCase() === 'y') return { do: 'redo' }
    return null
  }
  if (event.altKey) return null
  const way = WAYS[key]
  if (way) return { do: 'walk', way }
  if (key === 'Escape') return { do: 'escape' }
  if (key === 'Enter') return state.carrying ? { do: 'drop' } : null
  if (key === ' ') return { do: 'fold' }
  if (key === 'Delete' || key === 'Backspace') return { do: 'remove' }
  const plain: Readonly<Record<string, KeyWish['do']>> = {
    f: 'focus',
    '/': 'search',
    '0': 'fit',
    '+': 'zoom-in',
    '=': 'zoom-in',
    '-': 'zoom-out',
    m: 'menu',
    t: 'tie',
    e: 'edit',
    x: 'cut',
    '?': 'help',
    '？': 'help',
  }
  if (key.toLowerCase() === 'n') return { do: event.shiftKey ? 'beside' : 'below' }
  const wish = plain[key.toLowerCase()]
  return wish ? ({ do: wish } as KeyWish) : null
}

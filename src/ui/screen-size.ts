import { useSyncExternalStore } from 'react'

/** Where the phone's layout ends and the desk's begins; the style sheets use the same 62em. */
const DESK = '(min-width: 62em)'

/** True on a wide screen. Prefer CSS; use this where the two differ in structure. */
export function useDesk(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(DESK)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => window.matchMedia(DESK).matches,
    () => true,
  )
}

import { type RefObject, useEffect, useRef } from 'react'

/** For a row that scrolls sideways: brings the pressed one of its buttons into sight, at first and whenever another is chosen. */
export function useChosenInSight<Row extends HTMLElement>(chosen: unknown): RefObject<Row | null> {
  const row = useRef<Row>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is chosen
  useEffect(() => {
    const button = row.current?.querySelector('[aria-pressed=true]')?.getBoundingClientRect()
    const seen = row.current?.getBoundingClientRect()
    if (!row.current || !button || !seen) return
    if (button.right > seen.right) row.current.scrollLeft += button.right - seen.right
    else if (button.left < seen.left) row.current.scrollLeft -= seen.left - button.left
  }, [chosen])
  return row
}

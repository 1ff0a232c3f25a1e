import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { MapBox } from '../../map.rules.ts'
import { chineseReading, findBoxes, needsReading, type Reading } from './find.ts'
import type { Finding } from './MapTools.tsx'

/**
 * Finding on the map: what is found while one types, and which of it is in hand.
 * @param show is called with the box in hand whenever that changes
 */
export function useFinding(boxes: readonly MapBox[], show: (id: string) => void): Finding {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [read, setRead] = useState<{ how: Reading } | null>(null)
  const asked = useDeferredValue(query)
  const wantsReading = needsReading(asked, boxes)
  useEffect(() => {
    if (!wantsReading || read) return
    let current = true
    // Without network one still finds by what is written.
    chineseReading().then(
      (how) => current && setRead({ how }),
      () => {},
    )
    return () => {
      current = false
    }
  }, [wantsReading, read])
  const found = useMemo(() => findBoxes(boxes, asked, read?.how ?? null), [boxes, asked, read])
  const first = found[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new query begins at its first, not a new drawing
  useEffect(() => {
    setAt(0)
    if (first) show(first)
  }, [asked, first])
  return {
    query,
    found,
    at: Math.min(at, Math.max(0, found.length - 1)),
    look: setQuery,
    go: (step) => {
      if (found.length === 0) return
      const next = (at + step + found.length) % found.length
      setAt(next)
      show(found[next] as string)
    },
    clear: () => setQuery(''),
  }
}

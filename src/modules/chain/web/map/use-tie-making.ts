import { useCallback, useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { mapTieWords } from '../../words/map-ties.ts'

export interface TieEnd {
  id: string
  name: string
}

/** Recording a tie on the map: from whom, and, once chosen, to whom. */
export interface TieMaking {
  from: TieEnd | null
  to: TieEnd | null
  start: (from: TieEnd) => void
  /** The other person was chosen, on the map or by name; null: there is nobody where one pressed. */
  pick: (to: TieEnd | null) => void
  stop: () => void
}

export function useTieMaking(): TieMaking {
  const w = useWords(mapTieWords)
  const [from, setFrom] = useState<TieEnd | null>(null)
  const [to, setTo] = useState<TieEnd | null>(null)
  const start = useCallback((one: TieEnd) => {
    setFrom(one)
    setTo(null)
  }, [])
  const stop = useCallback(() => {
    setFrom(null)
    setTo(null)
  }, [])
  const pick = useCallback(
    (one: TieEnd | null) => {
      if (!one) problemToast(w.nobody)
      else if (one.id === from?.id) problemToast(w.itself)
      else setTo(one)
    },
    [from, w],
  )
  return { from, to, start, pick, stop }
}

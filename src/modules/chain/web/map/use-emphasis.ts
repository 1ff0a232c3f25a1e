import { useMemo, useState } from 'react'
import type { Finding } from './MapTools.tsx'
import type { Emphasis } from './paint.ts'
import type { Scene } from './scene.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** What the eye is led to: kinds of line left out, the people of the chain alone, what was found, where a box would land. */
export function useEmphasis(
  scene: Scene,
  finding: Finding,
  current: string | null,
  target: Emphasis['target'],
  ties: ReadonlySet<string>,
) {
  const [hidden, setHidden] = useState(NOTHING)
  const [onlyChain, setOnlyChain] = useState(false)
  const kinds = useMemo(() => {
    const all = new Set(scene.lines.map((line) => line.tie ?? line.kind))
    for (const kind of hidden) all.delete(kind)
    return all
  }, [scene, hidden])
  const lit = useMemo(() => {
    if (!onlyChain) return null
    const on = [...scene.boxes.values()].filter((box) => box.holders.some((h) => h.seat))
    return new Set(on.map((box) => box.id))
  }, [scene, onlyChain])
  const found = useMemo(
    () => (finding.query.trim() ? new Set(finding.found) : NOTHING),
    [finding.query, finding.found],
  )
  const emphasis = useMemo<Emphasis>(
    () => ({ lit, found, current, target, kinds, ties }),
    [lit, found, current, target, kinds, ties],
  )
  const toggleKind = (kind: string) =>
    setHidden((all) => {
      const next = new Set(all)
      if (!next.delete(kind)) next.add(kind)
      return next
    })
  return { emphasis, kinds, toggleKind, onlyChain, setOnlyChain }
}

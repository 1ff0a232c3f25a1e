import { useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import type { RunState } from '../exchange.contract.ts'
import { words } from '../words/index.ts'

const TONES: Record<RunState, Tone> = {
  uploaded: 'quiet',
  queued: 'ice',
  running: 'ice',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
  undoing: 'warn',
  undone: 'quiet',
}

export function StateTag({ state }: { state: RunState }) {
  const w = useWords(words)
  return <Tag tone={TONES[state]}>{w.states[state]}</Tag>
}

import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import type { ProjectStage } from '../projects.contract.ts'
import { words } from '../words/index.ts'

const TONES = { won: 'good', lost: 'bad', suspended: 'warn' } as const

/** A stage as a small mark. */
export function StageTag({ stage }: { stage: ProjectStage }) {
  const w = useWords(words)
  return <Tag tone={stage in TONES ? TONES[stage as keyof typeof TONES] : 'ice'}>{w.stage[stage]}</Tag>
}

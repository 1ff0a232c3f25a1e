import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import type { Proof } from '../proofs.contract.ts'
import { words } from '../words/index.ts'

/** What one must know before showing a proof: it has run out, runs out, or must not be quoted. Then its own tags. */
export function ProofTags({ proof }: { proof: Proof }) {
  const w = useWords(words)
  return (
    <>
      {proof.validity !== 'valid' && (
        <Tag tone={proof.validity === 'expired' ? 'bad' : 'warn'}>{w.validity[proof.validity]}</Tag>
      )}
      {!proof.citable && <Tag tone="warn">{w.notCitable}</Tag>}
      {proof.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </>
  )
}

import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useGo, useSearch } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { Page } from '#ui/Page.tsx'
import { createProof, PROOF_KIND } from '../proofs.contract.ts'
import { words } from '../words/index.ts'
import { bodyOf, type ProofDraft, ProofFields } from './ProofFields.tsx'

export function NewProofPage() {
  const w = useWords(words)
  const go = useGo()
  const [search] = useSearch()
  const create = useWrite(createProof)
  const [id] = useState(newId)
  const [draft, setDraft] = useState<ProofDraft>({
    kind: PROOF_KIND.find((kind) => kind === search.kind) ?? 'certificate',
    title: '',
    summary: '',
    issuer: '',
    validUntil: null,
    link: '',
    citable: true,
    account: null,
    tags: '',
  })
  const submit = () =>
    create.mutate(
      { body: { id, ...bodyOf(draft) } },
      { onSuccess: () => go(`/library/proofs/${id}`, { replace: true }) },
    )
  return (
    <Page title={w.addTitle} back="/library" width="narrow">
      <Form
        onSubmit={submit}
        problem={create.error}
        bundles={[words]}
        busy={create.isPending}
        label={w.addTitle}
      >
        <Card>
          <ProofFields value={draft} set={(change) => setDraft((old) => ({ ...old, ...change }))} />
        </Card>
        <FormActions>
          <SubmitButton busy={create.isPending} full>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Page>
  )
}

import { listAccounts } from '#modules/accounts/accounts.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow } from '#ui/Form.tsx'
import { CheckField, DayField, TextArea, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { PROOF_KIND, type Proof, type ProofKind } from '../proofs.contract.ts'
import { words } from '../words/index.ts'
import classes from './proofs.module.css'

/** What the form edits: tags as one line, the account with its name. */
export interface ProofDraft {
  kind: ProofKind
  title: string
  summary: string
  issuer: string
  validUntil: string | null
  link: string
  citable: boolean
  account: { id: string; name: string } | null
  tags: string
}

export function draftOf(proof: Proof): ProofDraft {
  const { kind, title, summary, issuer, validUntil, link, citable, account } = proof
  return { kind, title, summary, issuer, validUntil, link, citable, account, tags: proof.tags.join('、') }
}

/** The draft as the endpoints take it. */
export function bodyOf({ account, tags, link, ...fields }: ProofDraft) {
  return {
    ...fields,
    link: link.trim(),
    accountId: account?.id ?? null,
    tags: [
      ...new Set(
        tags
          .split(/[,，、;；]/)
          .map((tag) => tag.trim())
          .filter(Boolean),
      ),
    ],
  }
}

/** Customers a showcase or a reference may be about. */
async function searchAccounts(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listAccounts, { query: { ...(q && { q }), limit: 12 } }, { signal })
  return items.map((one) => ({ id: one.id, label: one.name, ...(one.region && { detail: one.region }) }))
}

export function ProofFields({
  value,
  set,
}: {
  value: ProofDraft
  set: (change: Partial<ProofDraft>) => void
}) {
  const w = useWords(words)
  return (
    <div className={classes.stack}>
      <ChipChoice
        name="kind"
        label={w.fields.kind}
        required
        options={PROOF_KIND.map((kind) => ({ value: kind, label: w.kind[kind] }))}
        value={value.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      <TextField
        name="title"
        label={w.fields.title}
        required
        value={value.title}
        onChange={(title) => set({ title })}
        maxLength={200}
      />
      <TextArea
        name="summary"
        label={w.fields.summary}
        hint={w.fields.summaryHint}
        value={value.summary}
        onChange={(summary) => set({ summary })}
      />
      <FieldRow>
        <TextField
          name="issuer"
          label={w.fields.issuer}
          hint={w.fields.issuerHint}
          value={value.issuer}
          onChange={(issuer) => set({ issuer })}
          maxLength={200}
        />
        <DayField
          name="validUntil"
          label={w.fields.validUntil}
          hint={w.fields.validUntilHint}
          value={value.validUntil}
          onChange={(validUntil) => set({ validUntil })}
        />
      </FieldRow>
      <TextField
        name="link"
        type="url"
        label={w.fields.link}
        hint={w.fields.linkHint}
        value={value.link}
        onChange={(link) => set({ link })}
        maxLength={500}
      />
      <RecordPicker
        name="accountId"
        label={w.fields.account}
        search={searchAccounts}
        value={value.account && { id: value.account.id, label: value.account.name }}
        onChange={(picked) => set({ account: picked && { id: picked.id, name: picked.label } })}
      />
      <CheckField
        name="citable"
        label={w.fields.citable}
        hint={w.fields.citableHint}
        value={value.citable}
        onChange={(citable) => set({ citable })}
      />
      <TextField
        name="tags"
        label={w.fields.tags}
        hint={w.fields.tagsHint}
        value={value.tags}
        onChange={(tags) => set({ tags })}
      />
    </div>
  )
}

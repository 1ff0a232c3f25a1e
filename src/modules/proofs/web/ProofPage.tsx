import { IconArchive, IconExternalLink } from '@tabler/icons-react'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { Link, useParams } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import { archiveProof, changeProof, getProof, type Proof, restoreProof } from '../proofs.contract.ts'
import { words } from '../words/index.ts'
import { bodyOf, draftOf, type ProofDraft, ProofFields } from './ProofFields.tsx'
import { ProofTags } from './ProofTags.tsx'
import classes from './proofs.module.css'

/** One proof: to change for those who keep the library, to read for the others. */
export function ProofPage() {
  const { proofId } = useParams<{ proofId: string }>()
  const mayWrite = useMay('library.write')
  const read = useRead(getProof, { params: { proofId } })
  return (
    <Loaded read={read} skeleton={<PageSkeleton />}>
      {(proof) =>
        mayWrite && !proof.archivedAt ? (
          <ProofForm key={proof.id} proof={proof} />
        ) : (
          <ProofView key={proof.id} proof={proof} />
        )
      }
    </Loaded>
  )
}

function ProofForm({ proof }: { proof: Proof }) {
  const w = useWords(words)
  const say = useProblem(words)
  const save = useSave(changeProof, { about: proof.title })
  const archive = useWrite(archiveProof)
  const restore = useWrite(restoreProof)
  const at = { params: { proofId: proof.id } }
  const form = useAutosave<Proof, ProofDraft>({
    record: proof,
    pick: draftOf,
    save: (draft, version) => save.mutateAsync({ ...at, body: { ...bodyOf(draft), version } }),
  })
  return (
    <Page
      title={proof.title}
      back="/library"
      width="narrow"
      status={<SaveState form={form} />}
      actions={
        <>
          <Open proof={proof} />
          <IconButton
            label={w.archive}
            icon={<IconArchive size={20} />}
            busy={archive.isPending}
            onClick={() =>
              archive.mutate(at, {
                onSuccess: () => undoToast(w.archived(proof.title), () => restore.mutate(at)),
                onError: (error) => problemToast(say(error)),
              })
            }
          />
        </>
      }
    >
      <div className={classes.stack}>
        <div className={classes.tags}>
          <ProofTags proof={proof} />
        </div>
        <FormErrors problem={form.problem} bundles={[words]}>
          <Card>
            <ProofFields value={form.value} set={form.set} />
          </Card>
        </FormErrors>
      </div>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'kind', label: w.fields.kind, render: (v: keyof typeof w.kind) => w.kind[v] },
          { key: 'title', label: w.fields.title },
          { key: 'summary', label: w.fields.summary },
          { key: 'issuer', label: w.fields.issuer },
          { key: 'validUntil', label: w.fields.validUntil },
          { key: 'link', label: w.fields.link },
          { key: 'citable', label: w.fields.citable },
          { key: 'account', label: w.fields.account, render: (v: Proof['account']) => v?.name },
          { key: 'tags', label: w.fields.tags },
        ]}
      />
    </Page>
  )
}

function ProofView({ proof }: { proof: Proof }) {
  const w = useWords(words)
  const f = useFormat()
  const mayWrite = useMay('library.write')
  const restore = useWrite(restoreProof)
  return (
    <Page title={proof.title} back="/library" width="narrow" actions={<Open proof={proof} />}>
      <div className={classes.stack}>
        {proof.archivedAt && (
          <Notice
            tone="warn"
            title={w.isArchived}
            actions={
              mayWrite && (
                <Button
                  size="sm"
                  busy={restore.isPending}
                  onClick={() => restore.mutate({ params: { proofId: proof.id } })}
                >
                  {w.restore}
                </Button>
              )
            }
          />
        )}
        <div className={classes.tags}>
          <Tag tone="ice">{w.kind[proof.kind]}</Tag>
          <ProofTags proof={proof} />
        </div>
        <Card>
          <div className={classes.stack}>
            {proof.summary && <p className={classes.summary}>{proof.summary}</p>}
            <dl className={classes.facts}>
              {proof.issuer && (
                <div>
                  <dt>{w.fields.issuer}</dt>
                  <dd>{proof.issuer}</dd>
                </div>
              )}
              <div>
                <dt>{w.fields.validUntil}</dt>
                <dd>{proof.validUntil ? f.day(proof.validUntil) : w.noEnd}</dd>
              </div>
              {proof.account && (
                <div>
                  <dt>{w.fields.account}</dt>
                  <dd>
                    <Link to={`/accounts/${proof.account.id}`}>{proof.account.name}</Link>
                  </dd>
                </div>
              )}
            </dl>
          </div>
        </Card>
      </div>
    </Page>
  )
}

/** The document itself, in a tab of its own; it learns nothing of where it was opened from. */
function Open({ proof }: { proof: Proof }) {
  const w = useWords(words)
  if (!/^https?:\/\//i.test(proof.link)) return null
  return (
    <IconButton
      label={w.open}
      icon={<IconExternalLink size={20} />}
      onClick={() => window.open(proof.link, '_blank', 'noopener,noreferrer')}
    />
  )
}

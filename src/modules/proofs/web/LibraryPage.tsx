import { IconCertificate, IconMessages, IconPackage, IconPlus, IconSwords } from '@tabler/icons-react'
import { usePages } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { FilterChips, LoadMore, SearchField } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { listProofs, PROOF_KIND, VALIDITY } from '../proofs.contract.ts'
import { words } from '../words/index.ts'
import { ProofTags } from './ProofTags.tsx'
import classes from './proofs.module.css'

/** The shared library's proofs: what makes a customer trust us, and what of it runs out soon. */
export function LibraryPage() {
  const w = useWords(words)
  const f = useFormat()
  const mayAdd = useMay('library.write')
  const sells = useMay('selling.read')
  const [search, change] = useSearch()
  const kind = PROOF_KIND.find((one) => one === search.kind)
  const validity = VALIDITY.find((one) => one === search.validity)
  const pages = usePages(listProofs, {
    query: { ...(search.q && { q: search.q }), ...(kind && { kind }), ...(validity && { validity }) },
  })
  const add = mayAdd && (
    <Button variant="primary" icon={<IconPlus size={18} />} to="/library/proofs/new">
      {w.add}
    </Button>
  )
  const filtered = kind !== undefined || validity !== undefined || Boolean(search.q)
  return (
    <Page title={w.library} subtitle={w.title} actions={add || undefined}>
      <nav className={classes.shelves} aria-label={w.shelves.label}>
        <Button size="sm" icon={<IconPackage size={18} />} to="/products">
          {w.shelves.products}
        </Button>
        {sells && (
          <>
            <Button size="sm" icon={<IconMessages size={18} />} to="/library/playbook">
              {w.shelves.playbook}
            </Button>
            <Button size="sm" icon={<IconSwords size={18} />} to="/rivals">
              {w.shelves.rivals}
            </Button>
          </>
        )}
      </nav>
      <div className={classes.filters}>
        <SearchField
          value={search.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
          placeholder={w.search}
        />
        <FilterChips
          label={w.fields.kind}
          value={kind ?? null}
          onChange={(value) => change({ kind: value ?? undefined })}
          options={PROOF_KIND.map((value) => ({ value, label: w.kind[value] }))}
        />
        <FilterChips
          label={w.fields.validUntil}
          value={validity ?? null}
          onChange={(value) => change({ validity: value ?? undefined })}
          options={VALIDITY.map((value) => ({ value, label: w.validity[value] }))}
        />
      </div>
      {pages.loading && !pages.problem ? (
        <ListSkeleton />
      ) : pages.problem && pages.items.length === 0 ? (
        <ReadProblem problem={pages.problem} retry={pages.retry} />
      ) : pages.items.length === 0 ? (
        <EmptyState
          icon={<IconCertificate />}
          title={filtered ? w.empty.none : w.empty.title}
          text={filtered ? w.empty.noneText : w.empty.text}
          action={add || undefined}
        />
      ) : (
        <>
          <ul className={classes.list}>
            {pages.items.map((proof) => (
              <li key={proof.id}>
                <Card to={`/library/proofs/${proof.id}`} padding="tight">
                  <div className={classes.title}>{proof.title}</div>
                  <div className={classes.detail}>
                    {[
                      proof.issuer,
                      proof.validUntil && w.until(f.shortDay(proof.validUntil)),
                      proof.account?.name,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                  <div className={classes.tags}>
                    <Tag tone="ice">{w.kind[proof.kind]}</Tag>
                    <ProofTags proof={proof} />
                  </div>
                </Card>
              </li>
            ))}
          </ul>
          <LoadMore pages={pages} />
        </>
      )}
    </Page>
  )
}

import { IconShieldCheck } from '@tabler/icons-react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList, FilterChips } from '#ui/ListPage.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { listAudit, verifyAudit } from '../members.contract.ts'
import { words } from '../words/index.ts'
import classes from './Members.module.css'

/** Everything that happened, and whether the record of it is whole. */
export function AuditPage() {
  const w = useWords(words).audit
  const f = useFormat()
  const [search, change] = useSearch()
  const kind = search.kind === 'members.' ? ('members.' as const) : null
  const pages = usePages(listAudit, { query: kind ? { kind } : {} })
  const verify = useWrite(verifyAudit)
  const nameOf = useEventName()
  return (
    <Page
      title={w.title}
      subtitle={w.subtitle}
      back="/members"
      actions={
        <>
          <Button
            variant="primary"
            icon={<IconShieldCheck size={18} />}
            busy={verify.isPending}
            onClick={() => verify.mutate({})}
          >
            {w.verify}
          </Button>
          <Button to="/reveals">{w.reveals}</Button>
        </>
      }
    >
      <Verified verify={verify} />
      <FilterChips
        label={w.what}
        options={[{ value: 'members.' as const, label: w.onlyMembers }]}
        value={kind}
        onChange={(next) => change({ kind: next ?? undefined })}
      />
      <DataList
        pages={pages}
        label={w.title}
        rowKey={(e) => e.id}
        columns={[
          { key: 'what', label: w.what, main: true, cell: (e) => nameOf(e.kind) },
          { key: 'who', label: w.by, cell: (e) => e.actor?.name ?? w.nobody },
          { key: 'when', label: w.when, cell: (e) => f.moment(e.at) },
          {
            key: 'seal',
            label: w.seal,
            cell: (e) => (
              <span className={classes.tools}>
                {e.sealNo === null ? (
                  <Tag tone="quiet">{w.waiting}</Tag>
                ) : (
                  <Tag tone="good">{w.sealed(e.sealNo)}</Tag>
                )}
                {e.data === null && <Tag tone="warn">{w.erasedData}</Tag>}
              </span>
            ),
          },
        ]}
        empty={<EmptyState icon={<IconShieldCheck />} {...w.empty} />}
      />
    </Page>
  )
}

type Verification = OkOf<typeof verifyAudit>

function Verified({ verify }: { verify: ReturnType<typeof useWrite<typeof verifyAudit>> }) {
  const w = useWords(words).audit
  const { common } = usePlatformWords()
  const say = useProblem(words)
  const found = verify.data
  if (verify.error) return <Notice tone="bad">{say(verify.error)}</Notice>
  if (!found) return null
  const more = [
    found.erased > 0 && w.erased(found.erased),
    found.unsealed > 0 && w.unsealed(found.unsealed),
  ].filter(Boolean)
  return (
    <div aria-live="polite">
      <Notice tone={found.ok ? 'good' : 'bad'} title={found.ok ? w.holds : w.broken}>
        <p>{found.firstBroken ? brokenAt(w, found.firstBroken) : w.holdsText(found.seals, found.events)}</p>
        {more.length > 0 && <p>{more.join(' ')}</p>}
        {found.last && (
          <>
            <p>{common.labelled(w.last + common.aside(String(found.last.no)), w.lastHint)}</p>
            <code className={classes.link}>{found.last.hash}</code>
          </>
        )}
      </Notice>
    </div>
  )
}

function brokenAt(
  w: ReturnType<typeof useWords<(typeof words)['en']>>['audit'],
  broken: NonNullable<Verification['firstBroken']>,
): string {
  const reasons: Record<string, string> = w.reasons
  return w.brokenAt(broken.sealNo, reasons[broken.reason] ?? broken.reason)
}

/** `visits.recorded` → 拜访：记录. A kind nobody has words for keeps its module's name and its own last word. */
function useEventName(): (kind: string) => string {
  const { events, eventModules } = useWords(words)
  return (kind) => {
    const [module = '', ...rest] = kind.split('.')
    const said = events[kind]
    const what =
      said ?? events[rest.join('.')] ?? events[rest.join('.').split('-').at(-1) ?? ''] ?? rest.join(' ')
    return `${eventModules[module] ?? module} · ${what}`
  }
}

import { IconBooks, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { standingWords } from '#modules/chain/standing.contract.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useLocale, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { FilterChips, LoadMore } from '#ui/ListPage.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  CATEGORIES,
  type Category,
  changeLine,
  listPlaybook,
  METHODS,
  type PlaybookLine,
} from '../objections.contract.ts'
import { assembleLine } from '../objections.rules.ts'
import { startersFor } from '../starters.ts'
import { words } from '../words/index.ts'
import { KeepSheet } from './KeepSheet.tsx'
import classes from './Objections.module.css'

/** Lines that worked, by category: how often, and how sure that is. */
export function PlaybookPage() {
  const w = useWords(words)
  const locale = useLocale()
  const mayWrite = useMay('library.write')
  const [category, setCategory] = useState<Category | null>(null)
  const [adding, setAdding] = useState(false)
  const pages = usePages(listPlaybook, { query: { ...(category && { category }) } })
  const shown = category ? [category] : CATEGORIES
  return (
    <Page
      title={w.playbook.title}
      subtitle={w.playbook.subtitle}
      back="/library"
      actions={
        mayWrite && (
          <Button variant="primary" icon={<IconPlus />} onClick={() => setAdding(true)}>
            {w.playbook.add}
          </Button>
        )
      }
    >
      <div className={classes.stack}>
        <FilterChips
          label={w.category}
          options={CATEGORIES.map((value) => ({ value, label: w.categories[value] }))}
          value={category}
          onChange={setCategory}
        />
        {pages.loading ? (
          <ListSkeleton />
        ) : pages.items.length === 0 ? (
          <EmptyState icon={<IconBooks />} title={w.playbook.empty.title} text={w.playbook.empty.text} />
        ) : (
          <>
            {pages.items.map((line) => (
              <LineCard key={line.id} line={line} mayWrite={mayWrite} />
            ))}
            <p className={classes.quiet}>{w.playbook.sureHow}</p>
          </>
        )}
        <LoadMore pages={pages} />
        <Section title={w.playbook.starters} hint={w.starterHint}>
          <div className={classes.stack}>
            {shown.map((one) => (
              <details key={one} open={category !== null}>
                <summary style={{ minHeight: '2.75rem', alignContent: 'center' }}>
                  {w.categories[one]}
                </summary>
                <div className={classes.stack}>
                  {METHODS.flatMap((method) =>
                    startersFor(one, method, locale).map((parts) => (
                      <Card key={`${one}-${method}`} padding="tight">
                        <div className={classes.head}>
                          <Tag tone="ice">{w.methods[method]}</Tag>
                          <Tag>{w.starter}</Tag>
                        </div>
                        <p className={classes.said}>{assembleLine(parts, locale)}</p>
                      </Card>
                    )),
                  )}
                </div>
              </details>
            ))}
          </div>
        </Section>
      </div>
      {adding && (
        <KeepSheet
          start={{
            category: category ?? 'price',
            method: 'rejection',
            line: '',
            roles: [],
            fromHandlingId: null,
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  )
}

function LineCard({ line, mayWrite }: { line: PlaybookLine; mayWrite: boolean }) {
  const w = useWords(words)
  const standing = useWords(standingWords)
  const f = useFormat()
  const say = useProblem(words)
  const change = useWrite(changeLine)
  const put = (version: number, archived: boolean) =>
    change.mutate(
      { params: { lineId: line.id }, body: { version, archived } },
      {
        onSuccess: (now) => {
          if (archived) undoToast(w.playbook.archived, () => put(now.version, false))
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Card>
      <div className={classes.stack}>
        <div className={classes.head}>
          <Tag tone="ice">{w.methods[line.method]}</Tag>
          <Tag>{w.categories[line.category]}</Tag>
          {line.roles.map((role) => (
            <Tag key={role}>{standing.roles[role]}</Tag>
          ))}
        </div>
        <p className={classes.said}>{line.line}</p>
        <div className={classes.head}>
          <Tag tone={line.worked > 0 ? 'good' : 'quiet'}>
            {line.tried > 0 ? w.counts(line.tried, line.worked) : w.untried}
          </Tag>
          {line.tried > 0 && <Tag>{w.sure(f.percent(line.sure))}</Tag>}
          <span className={classes.quiet}>{w.historyLine(line.byName, f.moment(line.keptAt))}</span>
        </div>
        {mayWrite && (
          <div>
            <Button size="sm" variant="quiet" onClick={() => put(line.version, true)}>
              {w.playbook.archive}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

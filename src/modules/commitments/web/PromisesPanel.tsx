import { usePages } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Card } from '#ui/Card.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Section } from '#ui/Page.tsx'
import { listPromises } from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import classes from './Commitments.module.css'

/** What we promised a customer: what, by when, and whether it was kept. */
export function PromisesPanel({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const f = useFormat()
  const pages = usePages(listPromises, { params: { accountId }, query: {} })
  if (pages.loading) return null
  return (
    <Section title={w.promises.title}>
      <div className={classes.tight}>
        {pages.items.length === 0 && <p className={classes.quiet}>{w.promises.empty}</p>}
        {pages.items.map((promise) => (
          <Card key={promise.id} padding="tight">
            <div className={classes.tight}>
              <p className={classes.what}>{promise.what}</p>
              <div className={classes.row}>
                <Tag tone={promise.state === 'overdue' ? 'bad' : promise.state === 'kept' ? 'good' : 'quiet'}>
                  {w.states[promise.state]}
                </Tag>
                <Tag>{promise.dueOn ? w.dueOn(f.shortDay(promise.dueOn)) : w.noDue}</Tag>
              </div>
            </div>
          </Card>
        ))}
      </div>
      <LoadMore pages={pages} />
    </Section>
  )
}

import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { today as presentDay } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import { changeServiceItem, completeServiceItem, type ServiceItem } from '../care.contract.ts'
import { words } from '../words/index.ts'
import classes from './Care.module.css'

/** One service: what, how often, when next; one tap says it was done. */
export function ItemCard({
  item,
  canWrite,
  onEdit,
  showAccount = false,
}: {
  item: ServiceItem
  canWrite: boolean
  onEdit?: () => void
  showAccount?: boolean
}) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const complete = useWrite(completeServiceItem)
  const change = useWrite(changeServiceItem)
  const today = presentDay()
  const params = { serviceItemId: item.id }
  const failed = { onError: (error: Parameters<typeof say>[0]) => problemToast(say(error)) }
  const late = item.nextDue !== null && item.nextDue < today
  const done = () =>
    complete.mutate(
      { params, body: { id: newId(), doneOn: today } },
      {
        ...failed,
        onSuccess: (now) => toast(now.nextDue ? w.doneToast(f.shortDay(now.nextDue)) : w.doneForGood),
      },
    )
  const put = (version: number, ended: boolean) =>
    change.mutate(
      { params, body: { version, ended } },
      {
        ...failed,
        onSuccess: (now) => {
          if (ended) undoToast(w.endedToast, () => put(now.version, false))
        },
      },
    )
  return (
    <Card padding="tight" accent={late}>
      <div className={classes.tight}>
        <p className={classes.what}>{item.what}</p>
        {showAccount && (
          <p className={classes.quiet}>
            <Link to={`/accounts/${item.accountId}?tab=care`}>{item.accountName}</Link>
          </p>
        )}
        <div className={classes.row}>
          {item.nextDue ? (
            <Tag tone={late ? 'bad' : 'ice'}>
              {late ? w.overdue(f.relative(item.nextDue)) : w.due(f.relative(item.nextDue))}
            </Tag>
          ) : (
            <Tag tone="good">{item.ended ? w.ended : w.noDue}</Tag>
          )}
          <Tag>{item.everyDays === null ? w.frequencies[item.frequency] : w.everyDaysOf(item.everyDays)}</Tag>
          <Tag>{w.ownerIs(item.ownerName)}</Tag>
          {item.personName && <Tag>{w.forPerson(item.personName)}</Tag>}
        </div>
        {item.doneCount > 0 && (
          <details>
            <summary className={classes.quiet} style={{ minHeight: '2.75rem', alignContent: 'center' }}>
              {w.doneCount(item.doneCount)}
            </summary>
            {item.done.map((one) => (
              <p key={one.id} className={classes.quiet}>
                {w.doneLine(f.shortDay(one.doneOn), one.byName)} {one.note}
              </p>
            ))}
          </details>
        )}
        {canWrite && (
          <div className={classes.row}>
            {item.nextDue && (
              <Button size="sm" busy={complete.isPending} onClick={done}>
                {w.done}
              </Button>
            )}
            {onEdit && (
              <Button size="sm" variant="quiet" onClick={onEdit}>
                {w.edit}
              </Button>
            )}
            {onEdit && (item.nextDue || item.ended) && (
              <Button size="sm" variant="quiet" onClick={() => put(item.version, !item.ended)}>
                {item.ended ? w.restore : w.end}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}

import { IconChevronRight } from '@tabler/icons-react'
import type { Readiness, ReadinessItem } from '#modules/visits/visits.contract.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Sheet } from '#ui/Sheet.tsx'
import { words } from '../words/index.ts'
import classes from './field.module.css'

interface ReadinessSheetProps {
  visit: { id: string; accountId: string }
  readiness: Readiness
  opened: boolean
  onClose: () => void
}

/** What the percentage is made of: item by item, what is missing, and the way there. */
export function ReadinessSheet({ visit, readiness, opened, onClose }: ReadinessSheetProps) {
  const w = useWords(words)
  // What costs the most stands first.
  const items = [...readiness.items].sort((a, b) => b.weight * (1 - b.share) - a.weight * (1 - a.share))
  return (
    <Sheet opened={opened} onClose={onClose} title={w.readiness.of(readiness.percent)}>
      <p className={classes.muted}>
        {readiness.percent === 100 ? w.readiness.complete : w.readiness.explain}
      </p>
      <div>
        {items.map((item) => (
          <Item key={item.key} item={item} visit={visit} onClose={onClose} />
        ))}
      </div>
    </Sheet>
  )
}

function Item({
  item,
  visit,
  onClose,
}: { item: ReadinessItem } & Pick<ReadinessSheetProps, 'visit' | 'onClose'>) {
  const w = useWords(words)
  const f = useFormat()
  const facts = w.readiness.facts
  const missing = [...new Set(item.missing)].map((one) =>
    item.key === 'account' ? facts[one as keyof typeof facts] : one,
  )
  const full = item.share === 1
  return (
    <Link to={placeOf(item, visit)} className={classes.item} onClick={onClose}>
      <div className={classes.row}>
        <div className={classes.grow}>
          <div className={classes.strong}>{w.readiness.items[item.key]}</div>
          <p className={classes.muted}>
            {w.readiness.say[item.key](item.done, item.total)} · {w.readiness.weight(item.weight)}
          </p>
          {missing.length > 0 && <p className={classes.muted}>{w.readiness.missing(f.list(missing))}</p>}
        </div>
        {!full && <IconChevronRight className={classes.chevron} size={18} aria-hidden />}
      </div>
      <div className={classes.bar} aria-hidden>
        <span
          className={classes.fill}
          data-full={full || undefined}
          style={{ width: `${Math.round(item.share * 100)}%` }}
        />
      </div>
    </Link>
  )
}

/** Where an item is filled in. */
function placeOf(item: ReadinessItem, visit: { id: string; accountId: string }): string {
  if (item.where === 'account') return `/accounts/${visit.accountId}`
  if (item.where === 'people')
    return `/accounts/${visit.accountId}?tab=${item.key === 'chain' ? 'chain' : 'organisation'}`
  return `/visits/${visit.id}?stage=${item.where}`
}

import { IconHistory, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { type InstalledProduct, listSatisfactions, type Satisfaction } from '../rivals.contract.ts'
import { contractNearness } from '../rivals.rules.ts'
import { words } from '../words/index.ts'
import { InstalledForm } from './InstalledSheets.tsx'
import classes from './Rivals.module.css'
import { SatisfactionSheet } from './SatisfactionSheet.tsx'

/** One product in use, and what is thought of it. */
export function InstalledCard({ product, canWrite }: { product: InstalledProduct; canWrite: boolean }) {
  const w = useWords(words)
  const f = useFormat()
  const [open, setOpen] = useState<'edit' | 'rate' | 'history' | null>(null)
  const nearness = product.retiredOn ? null : contractNearness(product.contractEnd, today())
  const believed = product.satisfaction
  return (
    <Card>
      <div className={product.retiredOn ? classes.gone : undefined}>
        <div className={classes.top}>
          <div className={classes.head}>
            <span className={classes.name}>{product.productName}</span>
            <Tag tone={product.maker === 'ours' ? 'good' : 'quiet'}>
              {product.maker === 'rival' ? product.rivalName : w.panel.makers[product.maker]}
            </Tag>
            {product.retiredOn && <Tag tone="quiet">{w.panel.retired}</Tag>}
            {nearness === 'near' && <Tag tone="warn">{w.panel.near}</Tag>}
            {nearness === 'over' && <Tag tone="bad">{w.panel.over}</Tag>}
          </div>
          {canWrite && (
            <IconButton
              label={`${w.panel.changeProduct} ${product.productName}`}
              icon={<IconPencil />}
              onClick={() => setOpen('edit')}
            />
          )}
        </div>
        <div className={classes.small}>
          {[
            product.unitName,
            product.since && w.panel.inUseSince(f.shortDay(product.since)),
            product.contractEnd && w.panel.until(f.shortDay(product.contractEnd)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {product.note && <p className={classes.body}>{product.note}</p>}
        <div className={classes.satisfaction}>
          {believed ? <Believed satisfaction={believed} /> : <span>{w.panel.satisfactionUnknown}</span>}
          <span className={classes.grow} />
          {canWrite && (
            <Button size="sm" onClick={() => setOpen('rate')}>
              {w.panel.ask}
            </Button>
          )}
          {believed && (
            <IconButton label={w.panel.history} icon={<IconHistory />} onClick={() => setOpen('history')} />
          )}
        </div>
      </div>
      {open === 'edit' && <InstalledForm product={product} onClose={() => setOpen(null)} />}
      {open === 'rate' && <SatisfactionSheet product={product} onClose={() => setOpen(null)} />}
      {open === 'history' && <SatisfactionHistory product={product} onClose={() => setOpen(null)} />}
    </Card>
  )
}

type Score = 1 | 2 | 3 | 4 | 5

function Believed({ satisfaction }: { satisfaction: Satisfaction }) {
  const w = useWords(words)
  const f = useFormat()
  const { score, toldByName, comment } = satisfaction
  return (
    <>
      <span className={classes.score} data-score={score ?? undefined}>
        {score === null ? w.panel.satisfactionUnknown : `${score}/5 ${w.score[score as Score]}`}
      </span>
      <span className={classes.small}>
        {[
          toldByName && w.panel.said(toldByName),
          w.confidence[satisfaction.confidence],
          f.relative(satisfaction.assertedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {comment && <span className={classes.quote}>“{comment}”</span>}
    </>
  )
}

function SatisfactionHistory({ product, onClose }: { product: InstalledProduct; onClose: () => void }) {
  const w = useWords(words)
  const f = useFormat()
  const pages = usePages(listSatisfactions, { params: { installedId: product.id }, query: {} })
  return (
    <Sheet opened onClose={onClose} title={w.panel.history}>
      <Timeline
        label={w.panel.history}
        items={pages.items.map((one) => ({
          key: one.id,
          when: f.moment(one.assertedAt),
          title:
            one.score === null
              ? w.panel.satisfactionUnknown
              : `${one.score}/5 ${w.score[one.score as Score]}`,
          text: [
            one.toldByName && w.panel.said(one.toldByName),
            one.comment && `“${one.comment}”`,
            one.assertedByName,
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      <LoadMore pages={pages} />
    </Sheet>
  )
}

import { IconLayoutGrid } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { FOOTPRINTS, getWhiteSpace, type WhiteSpace, type WhiteSpaceCell } from '../white-space.contract.ts'
import { rowsOf, tallyOf } from '../white-space.rules.ts'
import { whiteSpaceWords } from '../words/white-space.ts'
import { FootprintSheet } from './FootprintSheet.tsx'
import classes from './WhiteSpace.module.css'

/** A row of the table: a department, or the customer as a whole. */
interface Row {
  id: string | null
  name: string
}
type State = WhiteSpaceCell['state'] | 'unknown'

/** Department × our product. A table on a desk, a card for each department on a phone; every cell is one tap from its answer. */
export function WhiteSpacePanel({ accountId }: { accountId: string }) {
  const w = useWords(whiteSpaceWords)
  const read = useRead(
    getWhiteSpace,
    { params: { accountId } },
    { shows: ['accounts.organisation', 'rivals', 'pitches'] },
  )
  return (
    <Section title={w.title} hint={w.hint}>
      <Loaded read={read}>{(space) => <Space accountId={accountId} space={space} />}</Loaded>
    </Section>
  )
}

function Space({ accountId, space }: { accountId: string; space: WhiteSpace }) {
  const w = useWords(whiteSpaceWords)
  const desk = useDesk()
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState<{ unitId: string | null; productId: string } | null>(null)
  const { products, units, cells } = space
  const found = useMemo(
    () => new Map(cells.map((cell) => [`${cell.unitId}:${cell.productId}`, cell])),
    [cells],
  )
  if (products.length === 0)
    return (
      <EmptyState
        icon={<IconLayoutGrid />}
        title={w.noProducts.title}
        text={w.noProducts.text}
        action={<Button to="/products">{w.noProducts.action}</Button>}
      />
    )
  const few = rowsOf(units, cells)
  const rows: Row[] = [...(all ? units : few), { id: null, name: w.whole }]
  const at = (unitId: string | null, productId: string) => found.get(`${unitId}:${productId}`)
  const View = desk ? Table : Cards
  const shown = open && products.find((product) => product.id === open.productId)
  return (
    <div className={classes.space}>
      {units.length === 0 && <Notice>{w.noUnits}</Notice>}
      <Legend />
      <View rows={rows} products={products} cells={cells} at={at} onOpen={setOpen} />
      {few.length < units.length && (
        <div>
          <Button variant="quiet" onClick={() => setAll(!all)}>
            {all ? w.showFew : w.showAll(units.length)}
          </Button>
        </div>
      )}
      {space.more && <p className={classes.quiet}>{w.more}</p>}
      {open && shown && (
        <FootprintSheet
          accountId={accountId}
          unit={{ id: open.unitId, name: units.find((u) => u.id === open.unitId)?.name ?? w.whole }}
          product={shown}
          cell={at(open.unitId, open.productId) ?? null}
          canWrite={space.canWrite}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

function Legend() {
  const w = useWords(whiteSpaceWords)
  return (
    <ul className={classes.legend} aria-label={w.legend}>
      {[...FOOTPRINTS, 'unknown' as const].map((state) => (
        <li key={state}>
          <i data-state={state} aria-hidden />
          {w.states[state]}
        </li>
      ))}
      <li>
        <i data-state="none" data-wanted aria-hidden />
        {w.opportunity}
      </li>
    </ul>
  )
}

interface ViewProps {
  rows: readonly Row[]
  products: WhiteSpace['products']
  cells: readonly WhiteSpaceCell[]
  at: (unitId: string | null, productId: string) => WhiteSpaceCell | undefined
  onOpen: (cell: { unitId: string | null; productId: string }) => void
}

function Table({ rows, products, cells, at, onOpen }: ViewProps) {
  const w = useWords(whiteSpaceWords)
  const units = rows.flatMap((row) => (row.id ? [row.id] : []))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={w.title}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.unit}</th>
            {products.map((product) => (
              <th key={product.id} scope="col">
                <span className={classes.product}>{product.name}</span>
                {product.needs > 0 && <span className={classes.needs}>{w.needs(product.needs)}</span>}
                {units.length > 0 && (
                  <span className={classes.quiet}>
                    {w.tally(tallyOf(product.id, units, cells).ours, units.length)}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id ?? 'whole'} data-whole={row.id === null || undefined}>
              <th scope="row">{row.name}</th>
              {products.map((product) => (
                <td key={product.id}>
                  <Cell row={row} product={product} cell={at(row.id, product.id)} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cards({ rows, products, at, onOpen }: ViewProps) {
  return (
    <ul className={classes.cards}>
      {rows.map((row) => (
        <li key={row.id ?? 'whole'} className={classes.card}>
          <h3 className={classes.unit}>{row.name}</h3>
          <ul className={classes.chips}>
            {products.map((product) => (
              <li key={product.id}>
                <Cell row={row} product={product} cell={at(row.id, product.id)} onOpen={onOpen} named />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

interface CellProps {
  row: Row
  product: WhiteSpace['products'][number]
  cell: WhiteSpaceCell | undefined
  onOpen: ViewProps['onOpen']
  /** With the product's name: on a phone there is no column to name it. */
  named?: boolean
}

function Cell({ row, product, cell, onOpen, named = false }: CellProps) {
  const w = useWords(whiteSpaceWords)
  const state: State = cell?.state ?? 'unknown'
  return (
    <button
      type="button"
      className={classes.cell}
      data-state={state}
      data-wanted={(product.needs > 0 && state !== 'ours') || undefined}
      onClick={() => onOpen({ unitId: row.id, productId: product.id })}
    >
      <span className={named ? classes.named : classes.ear}>
        <span className={classes.ear}>{w.cellOf(row.name)}</span>
        {product.name}
        <span className={classes.ear}>{w.colon}</span>
      </span>
      <span>{cell?.rival ? cell.rival.name : w.states[state]}</span>
    </button>
  )
}

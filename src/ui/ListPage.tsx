import { TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Pages } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { usePlatformWords } from '#platform/words/use.ts'
import { Button, IconButton } from './Button.tsx'
import { useChosenInSight } from './chosen-in-sight.ts'
import { isComposing } from './Form.tsx'
import classes from './ListPage.module.css'
import { ReadProblem } from './Loaded.tsx'
import { ListSkeleton } from './Skeletons.tsx'
import { useDesk } from './screen-size.ts'

const REST_MS = 250

export interface SearchFieldProps {
  value: string
  /** Called after a short rest, never in the middle of composing a Chinese word. */
  onSearch: (text: string) => void
  label?: string
  placeholder?: string
}

export function SearchField({ value, onSearch, label, placeholder }: SearchFieldProps) {
  const w = usePlatformWords()
  const [typed, setTyped] = useState(value)
  const composing = useRef(false)
  const said = useRef(value)
  useEffect(() => {
    if (value !== said.current) setTyped(value)
    said.current = value
  }, [value])
  const search = (text: string) => {
    if (text === said.current) return
    said.current = text
    onSearch(text)
  }
  useEffect(() => {
    const timer = setTimeout(() => !composing.current && search(typed.trim()), REST_MS)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      type="search"
      role="searchbox"
      enterKeyHint="search"
      autoComplete="off"
      aria-label={label ?? w.common.search}
      placeholder={placeholder ?? w.common.search}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={
        typed && (
          <IconButton
            label={w.common.clear}
            icon={<IconX />}
            onClick={() => {
              setTyped('')
              search('')
            }}
          />
        )
      }
      rightSectionWidth={44}
      classNames={{ root: classes.search ?? '' }}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        setTyped(event.currentTarget.value)
      }}
      onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && search(typed.trim())}
    />
  )
}

export interface FilterChipsProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string; count?: number }[]
  /** null: all. */
  value: Value | null
  onChange: (value: Value | null) => void
}

/** One row of filters, of which one holds at a time. Scrolls sideways where it is too long. */
export function FilterChips<Value extends string>({
  label,
  options,
  value,
  onChange,
}: FilterChipsProps<Value>) {
  const w = usePlatformWords()
  const row = useChosenInSight<HTMLDivElement>(value)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
    <div role="group" aria-label={label} className={classes.filters} ref={row}>
      {[{ value: null, label: w.common.all, count: undefined }, ...options].map((option) => (
        <button
          key={option.value ?? ''}
          type="button"
          className={classes.filter}
          aria-pressed={value === option.value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== undefined && <span className={classes.filterCount}>{option.count}</span>}
        </button>
      ))}
    </div>
  )
}

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** The row's name: the card's heading on a phone, the link in the table. Exactly one. */
  main?: boolean
  /** Numbers stand right. */
  align?: 'right'
  /** Left out on a phone. */
  deskOnly?: boolean
  width?: string
}

export interface DataListProps<Row> {
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** Where a row leads. */
  rowTo?: (row: Row) => string
  /** What is listed, for the ear. */
  label?: string
  empty: ReactNode
  /** Either the pages of `usePages` … */
  pages?: Pages<Row>
  /** … or rows one has. */
  rows?: readonly Row[]
}

/** A list: cards on a phone, a table on a desk. Shows loading, problems, emptiness and the rest of the pages by itself. */
export function DataList<Row>({
  columns,
  rowKey,
  rowTo,
  label,
  empty,
  pages,
  rows = pages?.items ?? [],
}: DataListProps<Row>) {
  const desk = useDesk()
  if (pages?.loading && !pages.problem) return <ListSkeleton />
  if (pages?.problem && rows.length === 0) return <ReadProblem problem={pages.problem} retry={pages.retry} />
  if (rows.length === 0) return empty
  const main = columns.find((column) => column.main) ?? columns[0]
  const rest = columns.filter((column) => column !== main && !(column.deskOnly && !desk))
  if (!main) return null
  return (
    <>
      {desk ? (
        <div className={classes.tableBox}>
          <table className={classes.table} aria-label={label}>
            <thead>
              <tr>
                {[main, ...rest].map((column) => (
                  <th key={column.key} scope="col" data-align={column.align} style={{ width: column.width }}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)} data-pressable={rowTo ? true : undefined}>
                  <th scope="row">
                    {rowTo ? (
                      <Link to={rowTo(row)} className={classes.rowLink}>
                        {main.cell(row)}
                      </Link>
                    ) : (
                      main.cell(row)
                    )}
                  </th>
                  {rest.map((column) => (
                    <td key={column.key} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <ul className={classes.cards} aria-label={label}>
          {rows.map((row) => (
            <li key={rowKey(row)} className={classes.card} data-pressable={rowTo ? true : undefined}>
              <div className={classes.cardMain}>
                {rowTo ? (
                  <Link to={rowTo(row)} className={classes.rowLink}>
                    {main.cell(row)}
                  </Link>
                ) : (
                  main.cell(row)
                )}
              </div>
              <dl className={classes.facts}>
                {rest.map((column) => {
                  const value = column.cell(row)
                  if (value === null || value === undefined || value === '') return null
                  return (
                    <div key={column.key} className={classes.fact}>
                      <dt>{column.label}</dt>
                      <dd>{value}</dd>
                    </div>
                  )
                })}
              </dl>
            </li>
          ))}
        </ul>
      )}
      {pages && <LoadMore pages={pages} />}
    </>
  )
}

/** The button under a list that has more. */
export function LoadMore({ pages }: { pages: Pages<unknown> }) {
  const w = usePlatformWords()
  if (pages.problem) return <ReadProblem problem={pages.problem} retry={pages.retry} />
  if (!pages.more) return null
  return (
    <div className={classes.more}>
      <Button onClick={pages.loadMore} busy={pages.loadingMore}>
        {w.common.more}
      </Button>
      <span className={classes.shown}>{w.common.shown(pages.items.length)}</span>
    </div>
  )
}

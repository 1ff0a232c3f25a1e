import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useSearch } from '#platform/web/router.tsx'
import classes from './Tabs.module.css'

export interface TabOf<Key extends string> {
  key: Key
  label: string
  count?: number
}

/** Which tab is open, kept in the address as `?tab=`, so that back, reload and a sent link find it again. */
export function useTab<Key extends string>(tabs: readonly TabOf<Key>[]): [Key, (key: Key) => void] {
  const [search, change] = useSearch()
  const open = tabs.find((tab) => tab.key === search.tab) ?? tabs[0]
  if (!open) throw new Error('useTab() needs at least one tab')
  return [open.key, (key) => change({ tab: key === tabs[0]?.key ? undefined : key })]
}

export interface PageTabsProps<Key extends string> {
  tabs: readonly TabOf<Key>[]
  value: Key
  onChange: (key: Key) => void
  label?: string
  /** What the open tab shows. */
  children?: ReactNode
}

/** The parts of one page. Scrolls sideways where there are many. */
export function PageTabs<Key extends string>({ tabs, value, onChange, label, children }: PageTabsProps<Key>) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  // On a phone the open tab may stand beyond the edge. Only the row scrolls, never the page.
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>(`[id="${id}-${value}"]`)
    if (!row.current || !open) return
    const { offsetLeft: left, offsetWidth: width } = open
    const { scrollLeft: from, clientWidth: room } = row.current
    if (left < from || left + width > from + room) row.current.scrollLeft = left - (room - width) / 2
  }, [id, value])
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === value)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    const tab = next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length]
    if (!tab) return
    event.preventDefault()
    onChange(tab.key)
    document.getElementById(`${id}-${tab.key}`)?.focus()
  }
  return (
    <>
      <div ref={row} role="tablist" aria-label={label} className={classes.tabs} onKeyDown={press}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === value}
            aria-controls={children === undefined ? undefined : `${id}-panel`}
            tabIndex={tab.key === value ? 0 : -1}
            className={classes.tab}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className={classes.panel}>
          {children}
        </div>
      )}
    </>
  )
}

import {
  IconBuilding,
  IconCertificate,
  IconPackage,
  IconPlus,
  IconSearch,
  IconSwords,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { Link, useGo, useSearch } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { isComposing } from '#ui/Form.tsx'
import { SearchField } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { type Found, type FoundKind, find } from '../search.contract.ts'
import { words } from '../words/index.ts'
import { addressOf, groupFound } from './addresses.ts'
import classes from './search.module.css'

const ICONS: Readonly<Record<FoundKind, typeof IconUser>> = {
  account: IconBuilding,
  person: IconUser,
  project: IconTargetArrow,
  proof: IconCertificate,
  product: IconPackage,
  rival: IconSwords,
}

/** As many as are answered. */
const MOST = 20

/** Finds as one types. Arrow keys walk through what was found, Enter opens it; the word stands in the address. */
export function SearchPage() {
  const w = useWords(words)
  const go = useGo()
  const id = useId()
  const mayAdd = useMay('selling.write')
  const [search, change] = useSearch()
  const q = (search.q ?? '').trim()
  const [at, setAt] = useState(0)
  const read = useRead(
    find,
    { query: { q } },
    {
      enabled: q !== '',
      keepPrevious: true,
      shows: ['accounts', 'people', 'projects', 'proofs', 'pitches', 'rivals'],
    },
  )
  const items = q === '' ? [] : (read.data?.items ?? [])
  const groups = groupFound(items)
  const shown = groups.flatMap((group) => group.items)
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word begins at its first find
  useEffect(() => setAt(0), [q])
  useEffect(() => {
    box.current?.querySelector<HTMLInputElement>('input')?.focus()
  }, [])
  const press = (event: KeyboardEvent) => {
    if (isComposing(event) || shown.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = (at + step + shown.length) % shown.length
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    const chosen = shown[at]
    // What is shown may still belong to the word before; Enter then waits for what was typed.
    if (event.key === 'Enter' && chosen && !read.isPlaceholderData) {
      event.preventDefault()
      go(addressOf(chosen))
    }
  }
  return (
    <Page title={w.title} width="narrow">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the field inside */}
      <div ref={box} onKeyDown={press} role="presentation">
        <SearchField
          value={search.q ?? ''}
          onSearch={(text) => change({ q: text || undefined })}
          placeholder={w.placeholder}
        />
      </div>
      {q === '' ? (
        <p className={classes.hint}>{w.hint}</p>
      ) : read.error && !read.data ? (
        <ReadProblem problem={read.error} retry={() => void read.refetch()} />
      ) : (
        <>
          <p className={classes.status} role="status">
            {read.data &&
              items.length > 0 &&
              (items.length < MOST ? w.found(items.length) : w.most(items.length))}
          </p>
          {groups.map((group) => (
            <section key={group.kind} className={classes.group} aria-label={w.kind[group.kind]}>
              <h2 className={classes.heading}>{w.kind[group.kind]}</h2>
              {group.items.map((item) => (
                <FoundLink
                  key={item.id}
                  id={`${id}-${shown.indexOf(item)}`}
                  item={item}
                  chosen={shown[at] === item}
                />
              ))}
            </section>
          ))}
          {read.data && !read.isPlaceholderData && items.length === 0 && (
            <EmptyState
              icon={<IconSearch />}
              title={w.none(q)}
              text={w.noneText}
              action={
                mayAdd && (
                  <Button
                    icon={<IconPlus size={18} />}
                    to={`/accounts/new?${new URLSearchParams({ name: q })}`}
                  >
                    {w.newAccount(q)}
                  </Button>
                )
              }
            />
          )}
        </>
      )}
    </Page>
  )
}

function FoundLink({ id, item, chosen }: { id: string; item: Found; chosen: boolean }) {
  const w = useWords(words)
  const Icon = ICONS[item.kind]
  return (
    <Link id={id} to={addressOf(item)} className={classes.option} data-at={chosen || undefined}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <span className={classes.words}>
        <span>{item.name}</span>
        {item.account && <span className={classes.detail}>{w.at(item.account.name)}</span>}
      </span>
    </Link>
  )
}

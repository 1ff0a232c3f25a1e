import { IconChevronLeft, IconSearch } from '@tabler/icons-react'
import { Outlet, useRouterState } from '@tanstack/react-router'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { onQuestion, question } from '#ui/confirm.ts'
import { Toasts } from '#ui/Toasts.tsx'
import { usePlatformWords } from '../words/use.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { MainNavigation } from './MainNavigation.tsx'
import { Mark } from './Mark.tsx'
import { MemberMenu } from './MemberMenu.tsx'
import { loadOutboxPanel, OutboxIndicator } from './OutboxIndicator.tsx'
import { OfflineBar } from './offline/OfflineBar.tsx'
import { Link, type PageHead, PageHeadContext, useGo, usePath } from './router.tsx'
import classes from './Shell.module.css'
import type { Screen } from './screen.ts'
import { useMay } from './session.tsx'

const loadConfirmDialog = () => import('#ui/ConfirmDialog.tsx').then((m) => ({ default: m.ConfirmDialog }))
const ConfirmDialog = lazy(loadConfirmDialog)

/** What is round every page of a signed-in member: navigation, title, search, language, what waits to be sent. */
export function Shell({ screens, ahead }: { screens: readonly Screen[]; ahead?: () => Promise<void> }) {
  const w = usePlatformWords()
  const { head, say, scrolled } = usePageHead()
  useSearchKey()
  useReadyForOffline(ahead)
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {w.shell.skip}
      </a>
      <Busy />
      <nav aria-label={w.shell.mainNavigation} className={classes.rail} data-layout="desk">
        <Link to="/" className={classes.brand} aria-label={`${w.product} · ${w.sections.today}`}>
          <Mark size={40} />
        </Link>
        <MainNavigation screens={screens} />
      </nav>
      <div className={classes.body}>
        <header
          className={classes.bar}
          data-scrolled={scrolled || undefined}
          data-back={head?.back ? true : undefined}
        >
          {head?.back !== undefined && (
            <Link
              to={head.back}
              className={`${classes.iconButton} ${classes.back}`}
              aria-label={w.shell.back}
            >
              <IconChevronLeft aria-hidden />
            </Link>
          )}
          <div className={classes.title} aria-hidden>
            {head?.title}
          </div>
          <Link to="/search" className={classes.searchLong}>
            <IconSearch size={18} aria-hidden />
            {w.shell.search}
            <kbd aria-hidden>/</kbd>
          </Link>
          <Link
            to="/search"
            className={`${classes.iconButton} ${classes.searchShort}`}
            aria-label={w.shell.search}
          >
            <IconSearch aria-hidden />
          </Link>
          <OutboxIndicator />
          <LanguageSwitch />
          <MemberMenu screens={screens} />
        </header>
        <OfflineBar />
        <main id="main" tabIndex={-1} className={classes.main}>
          <PageHeadContext value={say}>
            <Outlet />
          </PageHeadContext>
        </main>
      </div>
      <nav aria-label={w.shell.mainNavigation} className={classes.bottom} data-layout="phone">
        <MainNavigation screens={screens} />
      </nav>
      <Floating />
    </div>
  )
}

/** Round pages without navigation: sign-in, setup, a page to print. */
export function BareShell() {
  const w = usePlatformWords()
  const { say } = usePageHead()
  return (
    <div className={classes.bare}>
      <Busy />
      <header className={classes.bareHead}>
        <Mark size={36} />
        <span className={classes.bareName}>{w.product}</span>
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} className={classes.bareMain}>
        <PageHeadContext value={say}>
          <Outlet />
        </PageHeadContext>
      </main>
      <Floating />
    </div>
  )
}

/** What lies over any page: messages, and the rare question. */
function Floating() {
  const asked = useSyncExternalStore(onQuestion, question, question)
  return (
    <>
      <Toasts />
      {asked && (
        <Suspense>
          <ConfirmDialog asked={asked} />
        </Suspense>
      )}
    </>
  )
}

/** A thin line while the next page is on its way. */
function Busy() {
  const busy = useRouterState({ select: (state) => state.isLoading })
  return busy ? <div className={classes.progress} aria-hidden /> : null
}

/**
 * Takes what the page says about itself: names the browser's tab, and after a change of address puts the focus on the new
 * page's heading, so that a screen reader says where one is and the next Tab goes into the page.
 */
function usePageHead() {
  const w = usePlatformWords()
  const path = usePath()
  const [head, setHead] = useState<PageHead | null>(null)
  const [scrolled, setScrolled] = useState(false)
  const saidAt = useRef<string | null>(null)
  const focusedAt = useRef<string | null>(null)
  const latest = useRef({ path, product: w.product })
  latest.current = { path, product: w.product }

  const say = useCallback((next: PageHead) => {
    const { path: at, product } = latest.current
    if (next.provisional && saidAt.current === at) return
    if (!next.provisional) saidAt.current = at
    setHead(next)
    document.title = `${next.title} · ${product}`
    const heading = document.querySelector<HTMLElement>('main [data-page-heading]')
    if (!heading || focusedAt.current === at) return
    const first = focusedAt.current === null
    focusedAt.current = at
    const active = document.activeElement
    const busy =
      active instanceof HTMLElement && active.matches('main input, main textarea, [role="dialog"] *')
    if (!first && !busy) heading.focus({ preventScroll: true })
  }, [])

  useEffect(() => {
    const look = () => {
      const heading = document.querySelector('main [data-page-heading]')
      setScrolled(heading ? heading.getBoundingClientRect().bottom < 56 : window.scrollY > 8)
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [])

  return useMemo(() => ({ head, say, scrolled }), [head, say, scrolled])
}

const SOON_MS = 3000
const AHEAD_AGAIN_MS = 15 * 60_000

/** Fetches, once the page stands, what one needs most when nothing can be fetched any more. */
function useReadyForOffline(ahead: (() => Promise<void>) | undefined) {
  const sells = useMay('selling.read')
  useEffect(() => {
    const fetchAhead = () => {
      if (!navigator.onLine || document.visibilityState === 'hidden') return
      // If it fails now it is fetched when it is needed.
      if (sells) ahead?.().catch(() => {})
    }
    const timer = setTimeout(() => {
      void Promise.allSettled([loadOutboxPanel(), loadConfirmDialog()])
      fetchAhead()
    }, SOON_MS)
    const again = setInterval(fetchAhead, AHEAD_AGAIN_MS)
    return () => {
      clearTimeout(timer)
      clearInterval(again)
    }
  }, [ahead, sells])
}

/** `/` and Ctrl+K open the search, unless one is typing. */
function useSearchKey() {
  const go = useGo()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.matches('input, textarea, select, [contenteditable="true"]')
      const asked =
        (event.key === 'k' && (event.ctrlKey || event.metaKey)) ||
        (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey)
      if (!asked || event.isComposing) return
      event.preventDefault()
      go('/search')
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [go])
}

import {
  Link as RouterLink,
  useNavigate,
  useParams as useRouterParams,
  useRouterState,
} from '@tanstack/react-router'
import { type ComponentProps, createContext, type ReactNode, use, useCallback, useEffect } from 'react'

/** Search parameters are plain strings: `?q=123` is the text 123. Undefined and empty ones are left out. */
export type Search = Record<string, string | undefined>

/** `/accounts/$accountId` + `{ accountId }` → `/accounts/0198…`. A path that is already filled stays as it is. */
export function fillPath(to: string, params: Record<string, string> = {}): string {
  return to.replace(/\$(\w+)/g, (whole, name: string) =>
    params[name] === undefined ? whole : encodeURIComponent(params[name]),
  )
}

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

interface Target {
  to: string
  params?: Record<string, string> | undefined
  search?: Search | undefined
}

type LinkProps = Target & Omit<ComponentProps<'a'>, 'href'> & { children?: ReactNode }

/** A link inside the app: loads nothing anew, can be opened in another tab. */
export function Link({ to, params, search, ...rest }: LinkProps) {
  const [path, written] = splitPath(fillPath(to, params))
  return <RouterLink to={path} search={{ ...written, ...search } as never} {...rest} />
}

export type Go = (
  to: string,
  options?: { params?: Record<string, string>; search?: Search; replace?: boolean },
) => void

/** `go('/accounts/$accountId', { params: { accountId } })`, or `go('/accounts/0198…?tab=people')`. */
export function useGo(): Go {
  const navigate = useNavigate()
  return useCallback<Go>(
    (to, options = {}) => {
      const [path, written] = splitPath(fillPath(to, options.params))
      void navigate({
        to: path,
        search: { ...written, ...options.search } as never,
        replace: options.replace ?? false,
      })
    },
    [navigate],
  )
}

/** The parameters of the address, e.g. `useParams<{ accountId: string }>()`. */
export function useParams<P extends Record<string, string>>(): P {
  return useRouterParams({ strict: false }) as unknown as P
}

/** The search part of the address, and how to change some of it (undefined removes; the history is not lengthened). */
export function useSearch(): [search: Record<string, string>, change: (change: Search) => void] {
  const search = useRouterState({ select: (state) => state.location.search as Record<string, string> })
  const navigate = useNavigate()
  const change = useCallback(
    (changed: Search) =>
      void navigate({
        to: '.',
        search: ((old: Search) => ({ ...old, ...changed })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  return [search, change]
}

export function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname })
}

/** What the page tells the shell about itself: its title, and where back leads. */
export interface PageHead {
  title: string
  back?: string | undefined
  /** What the address is called until its page says something better. */
  provisional?: boolean
}
export const PageHeadContext = createContext<(head: PageHead) => void>(() => {})

/** Says the page's title to the browser's tab and the phone's top bar. `Page` does it already. */
export function useTitle(title: string, back?: string, provisional = false): void {
  const say = use(PageHeadContext)
  useEffect(() => say({ title, back, provisional }), [say, title, back, provisional])
}

function splitPath(to: string): [path: string, search: Record<string, string>] {
  const at = to.indexOf('?')
  return at < 0 ? [to, {}] : [to.slice(0, at), parseSearch(to.slice(at))]
}

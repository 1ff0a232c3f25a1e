import type { ComponentType } from 'react'
import type { Capability } from '../contract/roles.ts'
import type { InEachLanguage } from '../words/words.ts'

export const SECTIONS = ['today', 'accounts', 'visits', 'library', 'boards'] as const
export type Section = (typeof SECTIONS)[number]

/** One address of the app, as data. Modules list theirs in `web/index.ts`; `src/web.tsx` puts them together. */
export interface Screen {
  /** `/accounts/$accountId`; a part beginning with `$` is a parameter. */
  path: string
  /** Loads the page when it is first opened, so that nobody downloads what he does not use. */
  load: () => Promise<{ Page: ComponentType }>
  /** Who may open it at all; others are told so. The server decides again, record by record. */
  can: Capability
  /** Which item of the main navigation is lit. */
  section?: Section
  /** The title until the page itself says one (a customer's name, …). */
  title?: InEachLanguage
  /** `bare`: without navigation (sign-in, setup, printing). */
  chrome?: 'full' | 'bare'
  /** `false`: open without signing in. */
  signedIn?: boolean
}

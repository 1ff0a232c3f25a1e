import '#ui/styles.ts'
import { screens as accountScreens } from '#modules/accounts/web/index.ts'
import { screens as careScreens } from '#modules/care/web/index.ts'
import { screens as commitmentScreens } from '#modules/commitments/web/index.ts'
import { screens as dossierScreens } from '#modules/dossier/web/index.ts'
import { screens as exchangeScreens } from '#modules/exchange/web/index.ts'
import { screens as fieldScreens, readVisitsAhead } from '#modules/field/web/index.ts'
import { screens as insightScreens } from '#modules/insights/web/index.ts'
import { changeMe, getMe, getSetupState, signOut } from '#modules/members/members.contract.ts'
import { screens as memberScreens } from '#modules/members/web/index.ts'
import { screens as needScreens } from '#modules/needs/web/index.ts'
import { screens as objectionScreens } from '#modules/objections/web/index.ts'
import { screens as personScreens } from '#modules/people/web/index.ts'
import { screens as pitchScreens } from '#modules/pitches/web/index.ts'
import { screens as projectScreens } from '#modules/projects/web/index.ts'
import { screens as proofScreens } from '#modules/proofs/web/index.ts'
import { screens as rivalScreens } from '#modules/rivals/web/index.ts'
import { screens as searchScreens } from '#modules/search/web/index.ts'
import { screens as visitScreens } from '#modules/visits/web/index.ts'
import type { Screen } from '#platform/web/screen.ts'
import type { Me } from '#platform/web/session.tsx'
import { startApp } from '#platform/web/start.tsx'
import type { Locale } from '#platform/words/words.ts'
import { keptAnswers } from './kept-answers.ts'

// The web face's front door: every module's screens, put together. One line per module.
const screens: Screen[] = [
  ...memberScreens,
  ...accountScreens,
  ...proofScreens,
  ...personScreens,
  ...rivalScreens,
  ...projectScreens,
  ...visitScreens,
  ...needScreens,
  ...pitchScreens,
  ...dossierScreens,
  ...fieldScreens,
  ...exchangeScreens,
  ...careScreens,
  ...commitmentScreens,
  ...insightScreens,
  ...objectionScreens,
  ...searchScreens,
]

// `vite build --mode gallery` shows the wrappers side by side instead.
const gallery = import.meta.env.MODE === 'gallery' ? (await import('#ui/gallery-screens.ts')).screens : null

startApp({
  screens: gallery ?? screens,
  keep: keptAnswers,
  ahead: readVisitsAhead,
  session: {
    me: getMe,
    signOut,
    setup: getSetupState,
    changeLocale: {
      endpoint: changeMe,
      input: (me: Me, locale: Locale) => ({
        body: { name: me.member.name, locale, version: me.member.version },
      }),
    },
  },
})

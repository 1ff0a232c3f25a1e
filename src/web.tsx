import '#ui/styles.ts'
import { screens as accountScreens, loadWaiting as accounts } from '#modules/accounts/web/index.ts'
import { loadWaiting as care, screens as careScreens } from '#modules/care/web/index.ts'
import { loadWaiting as chain } from '#modules/chain/web/index.ts'
import { screens as commitmentScreens, loadWaiting as commitments } from '#modules/commitments/web/index.ts'
import { screens as dossierScreens } from '#modules/dossier/web/index.ts'
import { screens as exchangeScreens } from '#modules/exchange/web/index.ts'
import { screens as fieldScreens, readVisitsAhead } from '#modules/field/web/index.ts'
import { screens as insightScreens } from '#modules/insights/web/index.ts'
import { screens as introductionScreens } from '#modules/introductions/web/index.ts'
import { changeMe, getMe, getSetupState, signOut } from '#modules/members/members.contract.ts'
import { screens as memberScreens } from '#modules/members/web/index.ts'
import { screens as needScreens, loadWaiting as needs } from '#modules/needs/web/index.ts'
import { screens as objectionScreens, loadWaiting as objections } from '#modules/objections/web/index.ts'
import { loadWaiting as people, screens as personScreens } from '#modules/people/web/index.ts'
import { loadWaiting as pitches, screens as pitchScreens } from '#modules/pitches/web/index.ts'
import { screens as projectScreens, loadWaiting as projects } from '#modules/projects/web/index.ts'
import { screens as proofScreens, loadWaiting as proofs } from '#modules/proofs/web/index.ts'
import { screens as rivalScreens, loadWaiting as rivals } from '#modules/rivals/web/index.ts'
import { screens as searchScreens } from '#modules/search/web/index.ts'
import { screens as visitScreens, loadWaiting as visits } from '#modules/visits/web/index.ts'
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
  ...introductionScreens,
  ...objectionScreens,
  ...searchScreens,
]

// `vite build --mode gallery` shows the wrappers side by side instead.
const gallery = import.meta.env.MODE === 'gallery' ? (await import('#ui/gallery-screens.ts')).screens : null

/** Where a record is seen, by what its id is called; the nearest to the work first. */
const places = {
  visitId: '/visits/$visitId',
  personId: '/people/$personId',
  projectId: '/projects/$projectId',
  productId: '/products/$productId',
  proofId: '/library/proofs/$proofId',
  rivalId: '/rivals/$rivalId',
  accountId: '/accounts/$accountId',
}

startApp({
  screens: gallery ?? screens,
  keep: keptAnswers,
  ahead: readVisitsAhead,
  waiting: {
    visits,
    needs,
    pitches,
    objections,
    commitments,
    care,
    people,
    projects,
    rivals,
    accounts,
    proofs,
    chain,
  },
  places,
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

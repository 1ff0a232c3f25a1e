import {
  IconBook2,
  IconBuilding,
  IconCalendarEvent,
  IconChartHistogram,
  IconSunrise,
} from '@tabler/icons-react'
import { useMatches } from '@tanstack/react-router'
import { may } from '../contract/roles.ts'
import { usePlatformWords } from '../words/use.ts'
import { Link } from './router.tsx'
import classes from './Shell.module.css'
import { type Screen, SECTIONS, type Section } from './screen.ts'
import { useMe } from './session.tsx'

const PLACES: Record<Section, { to: string; Icon: typeof IconBook2 }> = {
  today: { to: '/', Icon: IconSunrise },
  accounts: { to: '/accounts', Icon: IconBuilding },
  visits: { to: '/visits', Icon: IconCalendarEvent },
  library: { to: '/library', Icon: IconBook2 },
  boards: { to: '/boards', Icon: IconChartHistogram },
}

/** The five places of the work, left to right as it flows; only those the role may enter. */
export function MainNavigation({ screens }: { screens: readonly Screen[] }) {
  const w = usePlatformWords()
  const { member } = useMe()
  const lit = useMatches({
    select: (matches) => (matches.at(-1)?.staticData as { screen?: Screen } | undefined)?.screen?.section,
  })
  const open = SECTIONS.filter((section) => {
    const screen = screens.find((one) => one.path === PLACES[section].to)
    return screen && may(member.role, screen.can)
  })
  return (
    <>
      {open.map((section) => {
        const { to, Icon } = PLACES[section]
        return (
          <Link
            key={section}
            to={to}
            className={classes.item}
            data-lit={lit === section || undefined}
            aria-current={lit === section ? 'page' : undefined}
          >
            <Icon aria-hidden />
            <span>{w.sections[section]}</span>
          </Link>
        )
      })}
    </>
  )
}

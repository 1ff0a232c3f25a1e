import { useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconFileImport,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUsers,
} from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { confirm } from '#ui/confirm.ts'
import { problemToast } from '#ui/toast.ts'
import { may } from '../contract/roles.ts'
import { usePlatformWords, useProblem } from '../words/use.ts'
import { CallError } from './client.ts'
import classes from './MemberMenu.module.css'
import { useOutbox } from './outbox.ts'
import { Link, usePath } from './router.tsx'
import type { Screen } from './screen.ts'
import { useMe, useSignOut } from './session.tsx'

const SCHEMES = ['light', 'dark', 'auto'] as const
const SCHEME_ICONS = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }

/**
 * Who I am here, and what concerns me rather than a customer. The browser's own popover: it closes on Escape and on a press
 * elsewhere, lies over everything, and costs the first bundle nothing.
 */
export function MemberMenu({ screens }: { screens: readonly Screen[] }) {
  const w = usePlatformWords()
  const say = useProblem()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const path = usePath()
  const { member, organisation } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { queue } = useOutbox()
  const signOut = useSignOut()
  const schemeWords = { light: w.shell.light, dark: w.shell.dark, auto: w.shell.system }
  const SchemeIcon = SCHEME_ICONS[colorScheme]
  const close = () => box.current?.hidePopover()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it
  useEffect(close, [path])

  const leave = async () => {
    close()
    const question = {
      title: w.shell.signOut,
      text: w.shell.signOutWaiting(queue.length),
      action: w.shell.signOut,
    }
    if (queue.length > 0 && !(await confirm(question))) return
    await signOut().catch((error) => error instanceof CallError && problemToast(say(error)))
  }
  const entry = (to: string, label: string, icon: ReactNode) => {
    const screen = screens.find((one) => one.path === to)
    if (!screen || !may(member.role, screen.can)) return null
    return (
      <li>
        <Link to={to} className={classes.item} onClick={close}>
          {icon}
          {label}
        </Link>
      </li>
    )
  }
  return (
    <>
      <button
        type="button"
        className={classes.opener}
        popoverTarget={id}
        aria-label={w.shell.menuOf(member.name)}
      >
        <span className={classes.avatar} aria-hidden>
          {initialOf(member.name)}
        </span>
      </button>
      <div ref={box} id={id} popover="auto" className={classes.menu}>
        <div className={classes.who}>
          <div className={classes.name}>{member.name}</div>
          <div className={classes.role}>
            {w.roles[member.role]} · {organisation.name}
          </div>
        </div>
        <ul className={classes.items}>
          {entry('/settings', w.shell.settings, <IconSettings aria-hidden />)}
          {entry('/members', w.shell.members, <IconUsers aria-hidden />)}
          {entry('/import', w.shell.import, <IconFileImport aria-hidden />)}
          <li>
            <button
              type="button"
              className={classes.item}
              onClick={() =>
                setColorScheme(SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto')
              }
            >
              <SchemeIcon aria-hidden />
              {w.shell.appearance}
              <span className={classes.chosen}>{schemeWords[colorScheme]}</span>
            </button>
          </li>
          <li className={classes.apart}>
            <button type="button" className={classes.item} onClick={() => void leave()}>
              <IconLogout aria-hidden />
              {w.shell.signOut}
            </button>
          </li>
        </ul>
      </div>
    </>
  )
}

/** 王小明 → 明, as colleagues would call; Anna Berg → A. */
function initialOf(name: string): string {
  const characters = [...name.trim()]
  const last = characters.at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
}

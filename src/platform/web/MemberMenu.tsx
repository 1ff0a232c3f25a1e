import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconFileImport, IconLogout, IconMoon, IconSettings, IconSun, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { confirm } from '#ui/confirm.ts'
import { may } from '../contract/roles.ts'
import { usePlatformWords } from '../words/use.ts'
import { useOutbox } from './outbox.ts'
import { Link } from './router.tsx'
import type { Screen } from './screen.ts'
import { useMe, useSignOut } from './session.tsx'
import classes from './Shell.module.css'

const SCHEMES = ['light', 'dark', 'auto'] as const

/** Who I am here, and what concerns me rather than a customer. */
export function MemberMenu({ screens }: { screens: readonly Screen[] }) {
  const w = usePlatformWords()
  const { member, organisation } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { queue } = useOutbox()
  const signOut = useSignOut()
  const scheme = { light: [w.shell.light, <IconSun key="i" size={18} />], dark: [w.shell.dark, <IconMoon key="i" size={18} />], auto: [w.shell.system, <IconDeviceDesktop key="i" size={18} />] } as const
  const next = SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto'

  const leave = async () => {
    const sure =
      queue.length === 0 ||
      (await confirm({ title: w.shell.signOut, text: w.shell.signOutWaiting(queue.length), action: w.shell.signOut }))
    if (sure) await signOut()
  }
  const entry = (to: string, label: string, icon: ReactNode) => {
    const screen = screens.find((one) => one.path === to)
    if (!screen || !may(member.role, screen.can)) return null
    return (
      <Menu.Item component={Link} to={to} leftSection={icon} className={classes.menuItem}>
        {label}
      </Menu.Item>
    )
  }
  return (
    <Menu position="bottom-end" width={240} shadow="md" radius="md" withinPortal>
      <Menu.Target>
        <button type="button" className={classes.iconButton} aria-label={w.shell.menuOf(member.name)}>
          <span className={classes.avatar} aria-hidden>
            {initialOf(member.name)}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who} role="presentation">
          <div className={classes.whoName}>{member.name}</div>
          <div className={classes.whoRole}>
            {w.roles[member.role]} · {organisation.name}
          </div>
        </div>
        <Menu.Divider />
        {entry('/settings', w.shell.settings, <IconSettings size={18} />)}
        {entry('/members', w.shell.members, <IconUsers size={18} />)}
        {entry('/import', w.shell.import, <IconFileImport size={18} />)}
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={scheme[colorScheme][1]}
          className={classes.menuItem}
          onClick={() => setColorScheme(next)}
        >
          {w.shell.appearance}：{scheme[colorScheme][0]}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} className={classes.menuItem} onClick={() => void leave()}>
          {w.shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** 王小明 → 明, as colleagues would call; Anna Berg → A. */
function initialOf(name: string): string {
  const plain = name.trim()
  const last = [...plain].at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : ([...plain][0] ?? '').toUpperCase()
}

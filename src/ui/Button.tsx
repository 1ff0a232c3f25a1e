import { ActionIcon, Button as MantineButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from '#platform/web/router.tsx'
import classes from './Button.module.css'

const LOOKS = {
  primary: { variant: 'filled' },
  default: { variant: 'default' },
  quiet: { variant: 'subtle' },
  danger: { variant: 'default' },
} as const

export interface ButtonProps {
  children: ReactNode
  variant?: keyof typeof LOOKS
  icon?: ReactNode
  /** An address inside the app: then it is a link. */
  to?: string
  onClick?: () => void
  /** Shows that the work goes on and takes no second press. */
  busy?: boolean
  disabled?: boolean
  type?: 'button' | 'submit'
  size?: 'sm' | 'md'
  full?: boolean
}

/** A button, or a link that looks like one. A thumb high on a phone. */
export function Button({
  children,
  variant = 'default',
  icon,
  to,
  onClick,
  busy,
  disabled,
  type = 'button',
  size = 'md',
  full,
}: ButtonProps) {
  const look = {
    ...LOOKS[variant],
    className: classes.button,
    'data-look': variant,
    'data-size-name': size,
    leftSection: icon,
    fullWidth: full ?? false,
    disabled: disabled ?? false,
  }
  if (to !== undefined && !disabled) {
    return (
      <MantineButton component={Link} to={to} onClick={onClick} {...look}>
        {children}
      </MantineButton>
    )
  }
  return (
    <MantineButton
      type={type}
      onClick={onClick}
      loading={busy ?? false}
      aria-busy={busy || undefined}
      {...look}
    >
      {children}
    </MantineButton>
  )
}

export interface IconButtonProps {
  /** What it does: read aloud, and shown on hovering. */
  label: string
  icon: ReactNode
  to?: string
  onClick?: () => void
  disabled?: boolean
  busy?: boolean
  danger?: boolean
}

export function IconButton({ label, icon, to, onClick, disabled, busy, danger }: IconButtonProps) {
  const look = {
    variant: 'subtle',
    color: 'gray',
    'data-danger': danger || undefined,
    className: classes.icon,
    'aria-label': label,
    title: label,
  } as const
  if (to !== undefined && !disabled) {
    return (
      <ActionIcon component={Link} to={to} onClick={onClick} {...look}>
        {icon}
      </ActionIcon>
    )
  }
  return (
    <ActionIcon onClick={onClick} disabled={disabled ?? false} loading={busy ?? false} {...look}>
      {icon}
    </ActionIcon>
  )
}

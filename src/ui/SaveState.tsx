import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2, IconPencil } from '@tabler/icons-react'
import type { SaveStanding } from '#platform/web/autosave-draft.ts'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './SaveState.module.css'

const ICONS = {
  saved: IconCheck,
  unsaved: IconPencil,
  saving: IconLoader2,
  waiting: IconCloudOff,
  problem: IconAlertTriangle,
  conflict: IconAlertTriangle,
}

/** How far what was typed is saved. Only trouble is read aloud: "saving, saved" at each pause would be noise. */
export function SaveState({ form }: { form: { state: SaveStanding } }) {
  const w = usePlatformWords()
  const Icon = ICONS[form.state]
  const trouble = form.state === 'problem' || form.state === 'conflict'
  return (
    <span className={classes.state} data-state={form.state} role={trouble ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      {w.save[form.state]}
    </span>
  )
}

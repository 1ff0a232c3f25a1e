import type { Words } from '#platform/words/words.ts'
import type { zh } from './steps.zh-CN.ts'

export const en = {
  open: 'History',
  title: 'What was changed in the chart',
  none: 'Nobody has changed this chart yet.',
  by: (who, when) => `${who}, ${when}`,
  undo: 'Undo this step',
  undone: 'Undone',
  undid: 'Undid an earlier step',
  stale: 'Changed again since, cannot be undone',
  done: 'Undone. You can undo the undoing here.',
  more: (n) => `${n} more`,
  line: {
    added: (name) => `Added ${name}`,
    gone: (name) => `Removed ${name}`,
    renamed: (was, is) => `Renamed ${was} to ${is}`,
    moved: (name) => `Moved ${name}`,
    changed: (name) => `Changed ${name}`,
  },
} satisfies Words<typeof zh>

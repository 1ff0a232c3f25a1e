import type { Words } from '#platform/words/words.ts'
import type { zh } from './dossier-fields.zh-CN.ts'

export const en = {
  title: 'Fields of the dossier',
  subtitle:
    'What your company wants to know about key people, what it is called and how closely it is guarded. Changes show for everybody; nothing written is lost.',
  add: 'Add one of your own',
  edit: (name) => `Settings: ${name}`,
  newTitle: 'Add one of your own',
  labelZh: 'Name in Chinese',
  labelEn: 'Name in English',
  ownHint:
    'For example “Favourite tea” or “Usual flight”. Religion, health and politics may not be collected.',
  builtInHint: (name) => `Left empty, it is called “${name}”`,
  class: 'How closely guarded',
  classes: { normal: 'Normal', personal: 'Personal', sensitive: 'Sensitive' },
  classHints: {
    normal: 'For everybody who sees the account',
    personal: 'For the account team and those above them',
    sensitive: 'Masked; seen only with a reason, and every look is kept',
  },
  onlyStricter: 'It may be guarded more closely, never less.',
  hidden: 'No longer used',
  hiddenHint: 'It leaves the forms; what was written stays in the history.',
  isHidden: 'Not used',
  save: 'Save',
  saved: 'Saved; everybody sees it now.',
  group: {
    work: 'At work',
    ambition: 'What they want',
    life: 'Their life',
    manner: 'How to deal with them',
    own: 'Your own',
  },
  noneOwn: 'None of your own yet. What people in your trade look out for can stand here.',
} satisfies Words<typeof zh>

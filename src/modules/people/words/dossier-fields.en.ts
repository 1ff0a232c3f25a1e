import type { Words } from '#platform/words/words.ts'
import type { zh } from './dossier-fields.zh-CN.ts'

export const en = {
  title: 'Dossier fields',
  subtitle:
    'What your company wants to know about key people, what it is called and how closely it is guarded. Changes apply to everyone; nothing already written is lost.',
  add: 'Add your own field',
  edit: (name) => `Settings: ${name}`,
  newTitle: 'Add your own field',
  labelZh: 'Name in Chinese',
  labelEn: 'Name in English',
  ownHint:
    'For example “Favourite tea” or “Usual flight”. Religion, health and politics may not be collected.',
  builtInHint: (name) => `Left empty, it is called “${name}”`,
  class: 'How closely guarded',
  classes: { normal: 'Normal', personal: 'Personal', sensitive: 'Sensitive' },
  classHints: {
    normal: 'For everyone who can see the account',
    personal: 'For the account team and their supervisors',
    sensitive: 'Masked; shown only for a stated reason, and every look is logged',
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
    life: 'As a person',
    manner: 'How to deal with them',
    own: 'Your own',
  },
  noneOwn: 'None of your own yet. Add what people in your industry look out for.',
} satisfies Words<typeof zh>

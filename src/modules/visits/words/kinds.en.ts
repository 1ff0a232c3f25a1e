import type { Words } from '#platform/words/words.ts'
import type { zh } from './kinds.zh-CN.ts'

export const en = {
  title: 'Kinds of visits',
  subtitle:
    'How your company meets customers, and what each way is called. Rename, lay aside or add your own; nothing used is lost.',
  add: 'Add a kind',
  edit: (name) => `Settings: ${name}`,
  labelZh: 'Name in Chinese',
  labelEn: 'Name in English',
  ownHint: 'For example “Plant tour”, “Technical seminar”, “At a trade fair”.',
  builtInHint: (name) => `Left empty, it is called “${name}”`,
  hidden: 'No longer used',
  hiddenHint: 'Not offered for new visits; earlier ones keep it.',
  isHidden: 'Not in use',
  isOwn: 'Your own',
  save: 'Save',
  saved: 'Saved, for everybody from now on.',
  problems: {},
  fieldProblems: {
    'kind-unknown': 'There is no such kind of visit. Refresh and choose again.',
    'kind-nameless': 'Give it a name, in Chinese or in English.',
    'kind-name-taken': 'Another kind has this name already. Choose a different one.',
    'kind-last': 'At least one kind must stay. Take up another one before you lay this one aside.',
    'kind-too-many':
      'You can add twenty of your own at most. Use one that is there, or rename and take up one laid aside.',
  },
} satisfies Words<typeof zh>

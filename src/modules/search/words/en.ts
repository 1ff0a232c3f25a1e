import type { Words } from '#platform/words/words.ts'
import type { zh } from './zh-CN.ts'

export const en = {
  title: 'Search',
  placeholder: 'Accounts, people, projects, products',
  hint: 'Type part of a name, pinyin or initials: “North”, “huabei” or “hb”. Arrow keys to choose, Enter to open.',
  kind: {
    account: 'Accounts',
    person: 'People',
    project: 'Projects',
    proof: 'Trust material',
    product: 'Products',
    rival: 'Competitors',
  },
  at: (account) => `at ${account}`,
  none: (q) => `Nothing found for “${q}”`,
  noneText:
    'Try another spelling: a short name, pinyin or initials. Search only covers what you are allowed to see.',
  found: (count) => (count === 1 ? '1 found' : `${count} found`),
  most: (count) => `The ${count} closest; type more to narrow it down`,
  newAccount: (name) => `New account “${name}”`,
  problems: {},
  fieldProblems: {},
} satisfies Words<typeof zh>

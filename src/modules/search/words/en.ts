import type { Words } from '#platform/words/words.ts'
import type { zh } from './zh-CN.ts'

export const en = {
  title: 'Search',
  placeholder: 'Accounts, people, projects: name, pinyin or initials',
  hint: 'For instance “North”, “huabei” or “hb”. Arrow keys choose, Enter opens.',
  kind: {
    account: 'Accounts',
    person: 'People',
    project: 'Projects',
    proof: 'Trust material',
    product: 'Products',
    rival: 'Rivals',
  },
  at: (account) => `at ${account}`,
  none: (q) => `Nothing found for “${q}”`,
  noneText: 'Try another spelling: a short name, pinyin or initials. Only what you may see is found.',
  found: (count) => (count === 1 ? '1 found' : `${count} found`),
  most: (count) => `The ${count} closest; type more to narrow it down`,
  newAccount: (name) => `New account “${name}”`,
  problems: {},
  fieldProblems: {},
} satisfies Words<typeof zh>

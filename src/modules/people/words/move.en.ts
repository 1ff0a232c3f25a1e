import type { Words } from '#platform/words/words.ts'
import type { zh } from './move.zh-CN.ts'

export const en = {
  action: 'Moved to another account',
  title: (name) => `${name} moves to another account`,
  follows:
    'Going along: contact details, dossier and ties. From then on the new account’s team sees them, and the old one’s no longer.',
  stays:
    'Staying: every visit, need, commitment and the history of the decision chain at the old account. The old employment ends the day before, and they leave its chains.',
  account: 'Which account do they go to?',
  accountHint: 'Accounts you may change',
  since: 'From which day',
  post: 'New position',
  submit: 'Move',
  done: (name, account) => `${name} is now at ${account}`,
} satisfies Words<typeof zh>

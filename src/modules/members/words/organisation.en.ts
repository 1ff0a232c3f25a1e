import type { Words } from '#platform/words/words.ts'
import type { zh } from './organisation.zh-CN.ts'

export const en = {
  title: 'Company time zone',
  subtitle: (company) => `Whose calendar “today” follows at ${company}.`,
  zone: 'Time zone',
  hint: 'Type a city, a country or an offset: “New York”, “India”, “GMT+9”.',
  now: (moment) => `It is ${moment} there now.`,
  effect:
    'Today’s and this week’s visits, overdue commitments, and proofs and service falling due are judged by this calendar; all times are shown by its clock.',
  moved: 'Moments already noted stay the same; they are shown by this clock.',
  save: 'Save',
  saved: 'Time zone changed, for everybody from now on.',
  newer: 'Somebody has just changed the time zone; this is the latest. Choose again if need be.',
  cities: {},
  fieldProblems: {
    'unknown-zone': 'The server does not know this time zone. Choose another city with the same offset.',
  },
  problems: {},
} satisfies Words<typeof zh>

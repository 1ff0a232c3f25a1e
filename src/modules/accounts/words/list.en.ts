import type { Words } from '#platform/words/words.ts'
import type { zh } from './list.zh-CN.ts'

export const en = {
  projects: 'All projects',
  service: 'Service plans',
} satisfies Words<typeof zh>

import type { Words } from '#platform/words/words.ts'
import type { zh } from './standing.zh-CN.ts'

export const en = {
  stances: {
    hostile: 'Hostile',
    against: 'Against',
    leaning_against: 'Leaning against',
    neutral: 'Neutral',
    leaning_for: 'Leaning for',
    for: 'For',
    champion: 'Champion',
    unknown: 'Stance unknown',
  },
  roles: {
    decider: 'Decider',
    approver: 'Approver',
    purchaser: 'Purchaser',
    user: 'User',
    influencer: 'Influencer',
    technical_evaluator: 'Technical evaluator',
    gatekeeper: 'Gatekeeper',
    initiator: 'Initiator',
    coach: 'Coach',
    champion: 'Champion',
    finance: 'Finance',
    legal: 'Legal',
  },
  levels: {
    vendor: 'Vendor',
    credible_source: 'Credible source',
    problem_solver: 'Problem solver',
    trusted_advisor: 'Trusted advisor',
  },
} satisfies Words<typeof zh>

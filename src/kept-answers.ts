import type { KeepList } from '#platform/web/offline/reading.ts'

/**
 * What the device keeps for places without network: the day, the visits with their stages, the customers opened lately and their
 * people. Named one by one. Never here: anything `sensitive` (`kept-answers.test.ts` sees to it), the dossiers of persons,
 * who looked at what, the company's own members, boards, imports.
 */
export const keptAnswers: KeepList = {
  names: [
    'members.me',
    'field.today',
    'field.readiness',
    'field.learnt',
    'visits.list',
    'visits.get',
    'visits.kinds',
    'accounts.list',
    'accounts.get',
    'accounts.organisation',
    'accounts.team',
    'people.list',
    'people.get',
    'people.holders',
    'projects.list',
    'projects.get',
    'chain.map',
    'needs.list-of-account',
    'needs.list-of-project',
    'needs.list-questions-of-account',
    'needs.list-ratings',
    'pitches.list-products',
    'pitches.get-product',
    'pitches.list-matches-of-account',
    'pitches.list-uses-of-account',
    'objections.list',
    'objections.playbook',
    'commitments.closing',
    'commitments.promises',
    'commitments.methods',
    'care.plan',
    'proofs.list',
    'rivals.of-account',
    'dossier.unknowns',
    'dossier.timeline',
  ],
  orLatest: ['field.today'],
}

import { invalidField, ProblemError } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import {
  accountsProblems,
  listAccountTeam,
  removeAccountTeamMember,
  setAccountOwner,
  setAccountTeamMember,
} from '../accounts.contract.ts'
import { read } from './handlers.ts'
import { loadSharedAccount } from './share.ts'
import * as store from './team-store.ts'
import { loadAccountRight } from './visibility-store.ts'

export const teamRoutes = [
  on(setAccountOwner, async ({ actor, tx, params: { accountId }, body: { memberId, formerKeeps } }) => {
    const from = await loadSharedAccount(tx, actor, accountId)
    if (!(await store.isActiveMember(tx, memberId))) throw invalidField('memberId', 'not-found')
    // Read first: whoever gives an account away may not see it any more afterwards.
    const before = await read(tx, actor, accountId)
    if (from === memberId) return before
    await store.passOnAccount(tx, accountId, from, memberId, formerKeeps)
    await record(tx, {
      kind: 'accounts.passed-on',
      subject: { kind: 'account', id: accountId },
      accountId,
      data: { from, to: memberId, formerKeeps },
    })
    const [member] = (await store.readTeam(tx, accountId)).filter((one) => one.access === 'owner')
    const owner = member ? { id: member.memberId, name: member.name } : null
    return { ...before, owner, right: await rightNow() }

    async function rightNow() {
      try {
        return (await read(tx, actor, accountId)).right
      } catch {
        return { write: false, personal: false, share: false }
      }
    }
  }),

  on(listAccountTeam, async ({ actor, tx, params: { accountId } }) => {
    const [, members] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      store.readTeam(tx, accountId),
    ])
    return { members }
  }),

  on(setAccountTeamMember, async ({ actor, tx, params: { accountId, memberId }, body }) => {
    const ownerId = await loadSharedAccount(tx, actor, accountId)
    if (memberId === ownerId) throw new ProblemError(accountsProblems.ownerStays)
    if (!(await store.isActiveMember(tx, memberId))) throw invalidField('memberId', 'not-found')
    if (body.until !== null && new Date(body.until) <= new Date()) throw invalidField('until', 'past')
    await store.putTeamMember(tx, accountId, memberId, body.access, body.until)
    await record(tx, {
      kind: 'accounts.team-member-set',
      subject: { kind: 'account', id: accountId },
      accountId,
      data: { memberId, access: body.access, until: body.until },
    })
    return { members: await store.readTeam(tx, accountId) }
  }),

  on(removeAccountTeamMember, async ({ actor, tx, params: { accountId, memberId } }) => {
    const ownerId = await loadSharedAccount(tx, actor, accountId)
    if (memberId === ownerId) throw new ProblemError(accountsProblems.ownerStays)
    if (await store.deleteTeamMember(tx, accountId, memberId))
      await record(tx, {
        kind: 'accounts.team-member-removed',
        subject: { kind: 'account', id: accountId },
        accountId,
        data: { memberId },
      })
    return { members: await store.readTeam(tx, accountId) }
  }),
]

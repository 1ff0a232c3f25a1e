import { newId } from '#platform/contract/fields.ts'
import { invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  accountsProblems,
  type ChartEdit,
  changePost,
  changeUnit,
  createPost,
  createUnit,
  deletePost,
  deleteUnit,
  type OrgUnit,
  type Post,
} from '../accounts.contract.ts'
import { conflictOf, readChart, takeStep } from './chart-handlers.ts'
import { lockStructure, readPost, readUnit } from './organisation-store.ts'
import { loadWritableAccount } from './visibility-store.ts'

/** Changes of one department or post, by forms. Each is a step of the chart, and can be taken back like any other. */
export const organisationRoutes = [
  on(createUnit, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    const { units } = await oneEdit(tx, accountId, { do: 'add-unit', unit: body }, body.id)
    return found(units, body.id)
  }),

  on(changeUnit, async ({ actor, tx, params: { unitId }, body }) => {
    const unit = await readUnit(tx, unitId)
    if (!unit) throw notFound()
    await loadWritableAccount(tx, actor, unit.accountId)
    const { units } = await oneEdit(tx, unit.accountId, { do: 'change-unit', unitId, ...body }, unitId)
    return found(units, unitId)
  }),

  on(deleteUnit, async ({ actor, tx, params: { unitId } }) => {
    const unit = await readUnit(tx, unitId)
    if (!unit) throw notFound()
    const { accountId } = unit
    await loadWritableAccount(tx, actor, accountId)
    await lockStructure(tx, accountId)
    const { units, posts } = await readChart(tx, accountId)
    if (units.some((u) => u.parentId === unitId) || posts.some((p) => p.unitId === unitId))
      throw new ProblemError(accountsProblems.unitNotEmpty)
    await oneEdit(tx, accountId, { do: 'remove-unit', unitId }, unitId)
  }),

  on(createPost, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    const { posts } = await oneEdit(tx, accountId, { do: 'add-post', post: body }, body.id)
    return found(posts, body.id)
  }),

  on(changePost, async ({ actor, tx, params: { postId }, body }) => {
    const post = await readPost(tx, postId)
    if (!post) throw notFound()
    await loadWritableAccount(tx, actor, post.accountId)
    const { posts } = await oneEdit(tx, post.accountId, { do: 'change-post', postId, ...body }, postId)
    return found(posts, postId)
  }),

  on(deletePost, async ({ actor, tx, params: { postId } }) => {
    const post = await readPost(tx, postId)
    if (!post) throw notFound()
    await loadWritableAccount(tx, actor, post.accountId)
    await oneEdit(tx, post.accountId, { do: 'remove-post', postId }, postId)
  }),
]

/** A step of one edit; what is wrong with it is said of the form's own fields. */
async function oneEdit(
  tx: Tx,
  accountId: string,
  edit: ChartEdit,
  id: string,
): Promise<{ units: OrgUnit[]; posts: Post[] }> {
  const result = await takeStep(tx, accountId, { id: newId(), edits: [edit] })
  if (result.done) return result.chart
  if ('stale' in result) throw conflictOf(await readChart(tx, accountId), id)
  const { field, code } = result.refusal
  const path = field.replace(/^(unit|post)\./, '')
  if (code === 'chart-loop' || code === 'chart-itself') throw new ProblemError(accountsProblems.loop)
  throw invalidField(path, code === 'chart-unknown' ? 'not-found' : code)
}

function found<T extends { id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((r) => r.id === id)
  if (!row) throw notFound()
  return row
}

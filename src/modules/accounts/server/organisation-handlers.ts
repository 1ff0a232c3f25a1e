import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import {
  accountsProblems,
  changePost,
  changeUnit,
  createPost,
  createUnit,
  deletePost,
  deleteUnit,
  getOrganisation,
  type OrgUnit,
  type Post,
} from '../accounts.contract.ts'
import { changedFields, makesLoop } from '../accounts.rules.ts'
import * as store from './organisation-store.ts'
import { loadAccountRight, loadWritableAccount } from './visibility-store.ts'

type Lines = ReadonlyMap<string, readonly string[]>

export const organisationRoutes = [
  on(getOrganisation, async ({ actor, tx, params: { accountId } }) => {
    const [, units, posts] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      store.readUnits(tx, accountId),
      store.readPosts(tx, accountId),
    ])
    return { units, posts }
  }),

  on(createUnit, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    if (body.parentId) {
      await store.lockStructure(tx, accountId)
      checkUnit(await store.unitLines(tx, accountId), body.id, body.parentId)
    }
    await Promise.all([
      store.insertUnit(tx, accountId, body),
      record(tx, event('accounts.unit-added', 'org_unit', body.id, accountId, { name: body.name })),
    ])
    return { ...body, version: 1 }
  }),

  on(changeUnit, async ({ actor, tx, params: { unitId }, body }) => {
    const found = await store.readUnit(tx, unitId)
    if (!found) throw notFound()
    const { accountId, ...before } = found
    await loadWritableAccount(tx, actor, accountId)
    const { version, ...given } = body
    const fields = changedFields<OrgUnit>(before, given)
    const unit: OrgUnit = { ...before, ...pick(given, fields), version }
    if (fields.includes('parentId') && unit.parentId) {
      await store.lockStructure(tx, accountId)
      checkUnit(await store.unitLines(tx, accountId), unitId, unit.parentId)
    }
    if (!(await store.updateUnit(tx, unit))) throw conflict(await store.readUnit(tx, unitId))
    if (fields.length > 0)
      await record(
        tx,
        event('accounts.unit-changed', 'org_unit', unitId, accountId, {
          name: unit.name,
          fields,
          ...(fields.includes('stand') && { stand: { from: before.stand, to: unit.stand } }),
        }),
      )
    return { ...unit, version: version + 1 }
  }),

  on(deleteUnit, async ({ actor, tx, params: { unitId } }) => {
    const unit = await store.readUnit(tx, unitId)
    if (!unit) throw notFound()
    await loadWritableAccount(tx, actor, unit.accountId)
    const deleted = await orInUse(store.deleteUnit(tx, unitId), accountsProblems.unitNotEmpty)
    if (!deleted) throw new ProblemError(accountsProblems.unitNotEmpty)
    await record(tx, event('accounts.unit-removed', 'org_unit', unitId, unit.accountId, { name: unit.name }))
  }),

  on(createPost, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    checkHolder(body)
    const [units, posts] = await linesOf(tx, accountId)
    checkPost(units, posts, body)
    await Promise.all([
      store.insertPost(tx, accountId, body),
      record(tx, event('accounts.post-added', 'post', body.id, accountId, { title: body.title })),
    ])
    return { ...body, version: 1 }
  }),

  on(changePost, async ({ actor, tx, params: { postId }, body }) => {
    const found = await store.readPost(tx, postId)
    if (!found) throw notFound()
    const { accountId, ...before } = found
    await loadWritableAccount(tx, actor, accountId)
    const { version, ...given } = body
    const fields = changedFields<Post>(before, given)
    const post: Post = { ...before, ...pick(given, fields), version }
    // Saying one thing about the holder takes the other back.
    if (given.vacant && given.holderUnknown === undefined) post.holderUnknown = false
    if (given.holderUnknown && given.vacant === undefined) post.vacant = false
    checkHolder(post)
    if (fields.some((field) => ['unitId', 'reportsToId', 'dottedToIds'].includes(field))) {
      const [units, posts] = await linesOf(tx, accountId)
      checkPost(units, posts, post)
    }
    if (!(await store.updatePost(tx, post))) throw conflict(await store.readPost(tx, postId))
    if (fields.length > 0)
      await record(
        tx,
        event('accounts.post-changed', 'post', postId, accountId, { title: post.title, fields }),
      )
    return { ...post, version: version + 1 }
  }),

  on(deletePost, async ({ actor, tx, params: { postId } }) => {
    const post = await store.readPost(tx, postId)
    if (!post) throw notFound()
    await loadWritableAccount(tx, actor, post.accountId)
    await store.lockStructure(tx, post.accountId)
    await orInUse(store.deletePost(tx, post), accountsProblems.postInUse)
    await record(tx, event('accounts.post-removed', 'post', postId, post.accountId, { title: post.title }))
  }),
]

async function linesOf(tx: Parameters<typeof store.unitLines>[0], accountId: string) {
  await store.lockStructure(tx, accountId)
  return Promise.all([store.unitLines(tx, accountId), store.postLines(tx, accountId)])
}

/** The department above must be one of the same account, and not below the one that moves. */
function checkUnit(lines: Lines, unitId: string, parentId: string): void {
  if (!lines.has(parentId)) throw invalidField('parentId', 'not-found')
  if (makesLoop(lines, unitId, [parentId])) throw new ProblemError(accountsProblems.loop)
}

/** Department and superiors must be of the same account; nobody ends up above himself, by solid or dotted line. */
function checkPost(units: Lines, posts: Lines, post: Omit<Post, 'version'>): void {
  if (post.unitId && !units.has(post.unitId)) throw invalidField('unitId', 'not-found')
  if (post.reportsToId && !posts.has(post.reportsToId)) throw invalidField('reportsToId', 'not-found')
  for (const [i, id] of post.dottedToIds.entries())
    if (!posts.has(id)) throw invalidField(`dottedToIds.${i}`, 'not-found')
  const above = [...(post.reportsToId ? [post.reportsToId] : []), ...post.dottedToIds]
  if (makesLoop(posts, post.id, above)) throw new ProblemError(accountsProblems.loop)
}

function checkHolder(post: { vacant: boolean; holderUnknown: boolean }): void {
  if (post.vacant && post.holderUnknown) throw invalidField('vacant', 'vacant-or-unknown')
}

function pick<T extends object>(given: T, fields: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => fields.includes(key))) as Partial<T>
}

function event(kind: string, subject: string, id: string, accountId: string, data: Record<string, unknown>) {
  return { kind, subject: { kind: subject, id }, accountId, data }
}

/** Somebody still holds the post or works in the department: the foreign key says so, whichever module it is of. */
async function orInUse<T>(
  work: Promise<T>,
  declaration: (typeof accountsProblems)[keyof typeof accountsProblems],
) {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: unknown }).code === '23503') throw new ProblemError(declaration)
    throw error
  }
}

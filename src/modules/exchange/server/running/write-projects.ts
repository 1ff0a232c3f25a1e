import { createHash } from 'node:crypto'
import { joinAccountTeams } from '#modules/accounts/server/index.ts'
import { productsNamed } from '#modules/pitches/server/index.ts'
import type { ProjectStage } from '#modules/projects/projects.contract.ts'
import {
  createProjects,
  type ImportedProject,
  matchProjects,
  type ProjectPatch,
  patchProjects,
} from '#modules/projects/server/index.ts'
import { projectName } from '../../crm-sales.rules.ts'
import { problem } from '../../problems.rules.ts'
import { insertRecords } from '../outcome-store.ts'
import type { AccountBook } from './account-book.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { asLines, type InterpretedRow, interpretedRows, moneyOf, textOf } from './interpreted-rows.ts'
import type { MemberBook } from './member-book.ts'

/**
 * Deals. Each has a number: the file's, or one made of the row's content and how often it has come before, so that the
 * same file imported again finds its deals. A deal found by its number is brought up to date. One without a customer is
 * kept and reported; one with a customer nobody has yet makes it. Who has a deal with a customer joins its account team.
 */
export async function writeProjects(
  run: Running,
  source: ImportSource,
  books: { accounts: AccountBook; members: MemberBook; ids: IdMaker },
  dealOwner: (name: string) => string | undefined,
): Promise<void> {
  const { tx, tally, problems } = run
  const column = (field: string) => source.reading.fields.find((f) => f.field.key === field)?.column
  const firstRow = new Map<string, number>()
  const repeated = new Map<string, number>()
  const products = new Map<string, string | null>()
  // While the database writes one batch, the next is read and understood.
  let writing: Promise<unknown> = Promise.resolve()
  for await (const batch of interpretedRows(run, source, (n) => tally.add('projects', 'skipped', n))) {
    const rows = batch.map((one) => ({
      ...one,
      account: textOf(one.values, 'account') ?? (run.accountName || undefined),
      ref: textOf(one.values, 'externalId') ?? contentNumber(one, repeated),
      given: textOf(one.values, 'externalId'),
    }))
    await writing
    const [there] = await Promise.all([
      matchProjects(
        tx,
        run.actor,
        rows.map((r) => r.ref),
      ),
      books.accounts.ensure(
        source.name,
        rows.flatMap(({ row, account }) =>
          account === undefined ? [] : [{ name: account, row, column: column('account') }],
        ),
        (name) => dealOwner(name) ?? run.actor.memberId,
      ),
      loadProducts(run, products, rows),
    ])
    const byRef = new Map(there.map((p) => [p.externalRef, p]))
    const fresh: ImportedProject[] = []
    const patches: { id: string; patch: ProjectPatch }[] = []
    const team = new Map<string, { accountId: string; memberId: string; access: 'write' }>()
    for (const { row, values, account, ref, given } of rows) {
      const first = firstRow.get(ref)
      if (given !== undefined && first !== undefined) {
        problems.add(
          source.name,
          problem('duplicateExternalId', 'warning', {
            row,
            column: column('externalId'),
            value: given,
            params: { first },
          }),
        )
        tally.add('projects', 'skipped')
        continue
      }
      if (given !== undefined) firstRow.set(ref, row)
      const booked = account === undefined ? null : books.accounts.get(account)
      if (booked && !booked.write) {
        problems.add(
          source.name,
          problem('accountReadOnly', 'error', { row, column: column('account'), value: account ?? '' }),
        )
        tally.add('projects', 'skipped')
        continue
      }
      const known = byRef.get(ref)
      if (known && !known.seen) {
        problems.add(
          source.name,
          problem('externalIdTaken', 'error', { row, column: column('externalId'), value: ref }),
        )
        tally.add('projects', 'skipped')
        continue
      }
      const stage = textOf(values, 'stage') as ProjectStage
      const over = stage === 'won' || stage === 'lost'
      const amount = moneyOf(values, 'amount')
      const product = textOf(values, 'product')
      const productId = product === undefined ? null : (products.get(product.toLowerCase()) ?? null)
      if (product !== undefined && productId === null)
        problems.add(
          source.name,
          problem('productUnknown', 'warning', { row, column: column('product'), value: product }),
        )
      const closed = textOf(values, 'closedOn') ?? null
      const currency = amount?.currency ?? run.currency
      const budget = moneyOf(values, 'budget')
      // A project has one currency; a budget in another one cannot stand beside the amount.
      const budgetFits = budget === undefined || (budget.currency ?? currency) === currency || !amount
      if (!budgetFits)
        problems.add(
          source.name,
          problem('budgetCurrency', 'warning', {
            row,
            column: column('budget'),
            value: `${budget.amount} ${budget.currency}`,
          }),
        )
      const facts = {
        name:
          textOf(values, 'name') ??
          projectName({ account, product, externalId: given ?? `${source.name} ${row}` }),
        stage,
        amount: amount?.amount ?? null,
        currency: amount ? currency : (budget?.currency ?? currency),
        budget: budgetFits ? (budget?.amount ?? null) : null,
        problemToSolve: backgroundOf(source, row, values, problems),
        openedOn: textOf(values, 'openedOn') ?? null,
        // A day in the future of a deal under way is when it is expected, not when it was closed.
        closedOn: over ? closed : null,
        expectedOn: over ? null : closed,
        outcomeReason: textOf(values, 'lossReason') ?? '',
        productId,
      }
      tally.stage(stage)
      const ownerId = books.members.ownerOf(source.name, row, column('owner'), textOf(values, 'owner'))
      if (known) patches.push({ id: known.id, patch: patchOf(facts, amount !== undefined) })
      else {
        fresh.push({
          id: books.ids.next(),
          accountId: booked?.id ?? null,
          ownerId,
          externalRef: ref,
          ...facts,
        })
        if (booked)
          team.set(`${booked.id} ${ownerId}`, { accountId: booked.id, memberId: ownerId, access: 'write' })
      }
    }
    writing = Promise.all([createProjects(tx, fresh, run.importId), joinAccountTeams(tx, [...team.values()])])
    // Waited for with the next batch; should that fail first, this must not bring the process down.
    writing.catch(() => {})
    tally.add('projects', 'created', fresh.length)
    const changed = patches.length > 0 ? await patchProjects(tx, patches) : []
    tally.add('projects', 'updated', changed.length)
    tally.add('projects', 'unchanged', patches.length - changed.length)
    const said = new Map(patches.map((p) => [p.id, p.patch]))
    await insertRecords(
      tx,
      run.importId,
      changed.map(({ id, version, before }) => ({
        kind: 'projects',
        recordId: id,
        action: 'updated',
        version,
        before,
        after: (said.get(id) ?? {}) as Record<string, unknown>,
      })),
    )
  }
  await writing
}

/** The longest background a project holds. */
const LONGEST_BACKGROUND = 4000

/** What the file says of the need, and its remarks below it, each with its header. */
function backgroundOf(
  source: ImportSource,
  row: number,
  values: InterpretedRow['values'],
  problems: Running['problems'],
): string {
  const need = textOf(values, 'problem') ?? ''
  const whole = [need, asLines(source, values, ['note'])].filter(Boolean).join('\n')
  if (whole.length <= LONGEST_BACKGROUND) return whole
  const column = source.reading.fields.find((f) => f.field.key === 'note')?.column
  problems.add(
    source.name,
    problem('noteTooLong', 'warning', {
      row,
      column,
      params: { length: whole.length, limit: LONGEST_BACKGROUND },
    }),
  )
  return need
}

/** A number for a row that has none: its content, and how many rows like it came before. */
function contentNumber({ texts }: InterpretedRow, repeated: Map<string, number>): string {
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22)
  const before = repeated.get(digest) ?? 0
  repeated.set(digest, before + 1)
  return before === 0 ? `row:${digest}` : `row:${digest}:${before + 1}`
}

async function loadProducts(
  run: Running,
  products: Map<string, string | null>,
  rows: readonly InterpretedRow[],
): Promise<void> {
  const missing = new Set<string>()
  for (const { values } of rows) {
    const name = textOf(values, 'product')
    if (name !== undefined && !products.has(name.toLowerCase())) missing.add(name)
  }
  if (missing.size === 0) return
  for (const name of missing) products.set(name.toLowerCase(), null)
  for (const found of await productsNamed(run.tx, [...missing])) {
    products.set(found.name.toLowerCase(), found.id)
    if (found.externalRef) products.set(found.externalRef.toLowerCase(), found.id)
  }
}

/** What the file says of a project that is there; what it does not say stays. */
function patchOf(
  facts: Omit<ImportedProject, 'id' | 'accountId' | 'ownerId'>,
  hasAmount: boolean,
): ProjectPatch {
  const patch: ProjectPatch = { name: facts.name, stage: facts.stage }
  if (hasAmount) {
    patch.amount = facts.amount ?? null
    patch.currency = facts.currency as string
  }
  if (facts.openedOn) patch.opened_on = facts.openedOn
  if (facts.closedOn) patch.closed_on = facts.closedOn
  if (facts.expectedOn) patch.expected_on = facts.expectedOn
  if (facts.outcomeReason) patch.outcome_reason = facts.outcomeReason
  if (facts.productId) patch.product_id = facts.productId
  if (facts.problemToSolve) patch.problem_to_solve = facts.problemToSolve
  if (facts.budget != null) patch.budget = facts.budget
  return patch
}

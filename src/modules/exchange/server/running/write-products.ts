import { createProducts, type ImportedProduct, productsNamed } from '#modules/pitches/server/index.ts'
import { problem } from '../../problems.rules.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { interpretedRows, moneyOf, textOf } from './interpreted-rows.ts'

/**
 * What we sell. A product with that number, or without one of that name, is there already and stays as it is: prices in
 * the library are not overwritten by a list somebody brings along.
 */
export async function writeProducts(run: Running, source: ImportSource, ids: IdMaker): Promise<void> {
  const { tx, tally, problems } = run
  const firstRow = new Map<string, number>()
  for await (const batch of interpretedRows(run, source, (n) => tally.add('products', 'skipped', n))) {
    const rows = batch.map(({ row, values }) => ({
      row,
      values,
      name: textOf(values, 'name') as string,
      code: textOf(values, 'code'),
    }))
    const there = await productsNamed(
      tx,
      rows.flatMap((r) => (r.code ? [r.name, r.code] : [r.name])),
    )
    const numbers = new Set(there.flatMap((p) => p.externalRef ?? []))
    const names = new Set(there.map((p) => p.name.toLowerCase()))
    const fresh: ImportedProduct[] = []
    for (const { row, values, name, code } of rows) {
      const key = code ? `#${code}` : name.toLowerCase()
      const first = firstRow.get(key)
      if (first !== undefined) {
        const twice = code ? 'duplicateExternalId' : 'duplicateName'
        problems.add(source.name, problem(twice, 'warning', { row, value: code ?? name, params: { first } }))
        tally.add('products', 'skipped')
        continue
      }
      firstRow.set(key, row)
      if (code ? numbers.has(code) : names.has(name.toLowerCase())) {
        tally.add('products', 'unchanged')
        continue
      }
      const price = moneyOf(values, 'price')
      fresh.push({
        id: ids.next(),
        name,
        series: textOf(values, 'series') ?? '',
        code: code ?? '',
        externalRef: code ?? null,
        listPrice: price?.amount ?? null,
        currency: price?.currency ?? run.currency,
        unit: textOf(values, 'unit') ?? '',
        summary: textOf(values, 'description') ?? '',
      })
    }
    await createProducts(tx, fresh, run.importId)
    tally.add('products', 'created', fresh.length)
  }
}

import { IconBox, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useGo } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { SwitchField } from '#ui/fields.tsx'
import { DataList, LoadMore, SearchField } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { createProduct, listProducts } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import classes from './Pitches.module.css'
import { type ProductDraft, ProductFields } from './ProductFields.tsx'

/** What we sell. */
export function ProductListPage() {
  const w = useWords(words)
  const f = useFormat()
  const canWrite = useMay('library.write')
  const [q, setQ] = useState('')
  const [retired, setRetired] = useState(false)
  const [adding, setAdding] = useState(false)
  const pages = usePages(listProducts, { query: { ...(q && { q }), retired: retired ? 'true' : 'false' } })
  const add = (
    <Button variant="primary" icon={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  )
  return (
    <Page title={w.title} actions={canWrite && add}>
      <div className={classes.stack}>
        <div className={classes.bar}>
          <div className={classes.grow}>
            <SearchField value={q} onSearch={setQ} placeholder={w.search} label={w.search} />
          </div>
          <SwitchField label={w.showRetired} value={retired} onChange={setRetired} />
        </div>
        <DataList
          pages={pages}
          label={w.title}
          rowKey={(product) => product.id}
          rowTo={(product) => `/products/${product.id}`}
          columns={[
            { key: 'name', label: w.fields.name, main: true, cell: (product) => product.name },
            { key: 'series', label: w.fields.series, cell: (product) => product.series },
            {
              key: 'price',
              label: w.fields.listPrice,
              align: 'right',
              cell: (product) =>
                product.listPrice === null
                  ? w.noPrice
                  : w.perUnit(f.money(product.listPrice, product.currency), product.unit),
            },
            {
              key: 'counts',
              label: w.cards,
              align: 'right',
              cell: (product) => w.counts(product.cards, product.usps),
            },
          ]}
          empty={
            <EmptyState
              icon={<IconBox />}
              title={w.empty.title}
              text={w.empty.text}
              {...(canWrite && { action: add })}
            />
          }
        />
        <LoadMore pages={pages} />
      </div>
      {adding && <NewProduct onClose={() => setAdding(false)} />}
    </Page>
  )
}

function NewProduct({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const go = useGo()
  const create = useWrite(createProduct)
  const [draft, setDraft] = useState<ProductDraft & { id: string }>({
    id: newId(),
    name: '',
    series: '',
    code: '',
    listPrice: null,
    currency: 'CNY',
    unit: '',
    summary: '',
  })
  return (
    <Sheet opened onClose={onClose} title={w.add}>
      <Form
        onSubmit={() => create.mutate({ body: draft }, { onSuccess: (p) => go(`/products/${p.id}`) })}
        problem={create.error}
        bundles={[words]}
        busy={create.isPending}
      >
        <div className={classes.stack}>
          <ProductFields value={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
          <SubmitButton>{w.save}</SubmitButton>
        </div>
      </Form>
    </Sheet>
  )
}

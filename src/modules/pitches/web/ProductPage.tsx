import type { OkOf } from '#platform/contract/endpoint.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import { changeProduct, getProduct, restoreProduct, retireProduct } from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import { CardList } from './CardList.tsx'
import classes from './Pitches.module.css'
import { ProductFields } from './ProductFields.tsx'
import { UspList } from './UspList.tsx'

/** One product: what it is, the cards to argue with, what only we can give. */
export function ProductPage() {
  const { productId } = useParams<{ productId: string }>()
  const read = useRead(getProduct, { params: { productId } }, { shows: ['proofs', 'rivals'] })
  return <Loaded read={read}>{(product) => <Product key={product.id} product={product} />}</Loaded>
}

function Product({ product }: { product: OkOf<typeof getProduct> }) {
  const w = useWords(words)
  const say = useProblem(words)
  const canWrite = useMay('library.write')
  const save = useSave(changeProduct, { about: product.name })
  const retire = useWrite(retireProduct)
  const restore = useWrite(restoreProduct)
  const params = { productId: product.id }
  const form = useAutosave({
    record: product,
    pick: ({ name, series, code, listPrice, currency, unit, summary }) => ({
      name,
      series,
      code,
      listPrice,
      currency,
      unit,
      summary,
    }),
    save: (draft, version) => save.mutateAsync({ params, body: { ...draft, version } }),
  })
  const bringBack = (version: number) =>
    restore.mutateAsync({ params, body: { version } }).catch((error) => problemToast(say(error)))
  const putAway = async () => {
    await form.flush()
    retire.mutate(
      { params, body: { version: product.version } },
      {
        onSuccess: (now) => undoToast(w.retiredToast, () => bringBack(now.version)),
        onError: (error) => problemToast(say(error)),
      },
    )
  }
  return (
    <Page
      title={product.name}
      subtitle={product.series}
      back="/products"
      status={product.retiredAt ? <Tag tone="warn">{w.retired}</Tag> : canWrite && <SaveState form={form} />}
      actions={
        canWrite &&
        (product.retiredAt ? (
          <Button onClick={() => void bringBack(product.version)}>{w.restore}</Button>
        ) : (
          <Button variant="quiet" onClick={() => void putAway()}>
            {w.retire}
          </Button>
        ))
      }
    >
      <div className={classes.roomy}>
        <CardList product={product} canWrite={canWrite} />
        <UspList product={product} canWrite={canWrite} />
        <Card>
          <FormErrors problem={form.problem} bundles={[words]}>
            <div className={classes.stack}>
              <ProductFields value={form.value} onChange={form.set} disabled={!canWrite} />
            </div>
          </FormErrors>
        </Card>
      </div>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.fields.name },
          { key: 'summary', label: w.fields.summary },
          { key: 'series', label: w.fields.series },
          { key: 'code', label: w.fields.code },
          { key: 'listPrice', label: w.fields.listPrice },
          { key: 'unit', label: w.fields.unit },
        ]}
      />
    </Page>
  )
}

import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { toast } from '#ui/toast.ts'
import {
  claimFootprint,
  FOOTPRINTS,
  type Footprint,
  type FootprintClaim,
  listFootprintHistory,
  type WhiteSpace,
  type WhiteSpaceCell,
} from '../white-space.contract.ts'
import { words } from '../words/index.ts'
import { whiteSpaceWords } from '../words/white-space.ts'
import { searchRivals } from './pickers.ts'
import classes from './WhiteSpace.module.css'

const SURE = ['rumour', 'inferred', 'stated', 'confirmed'] as const

interface FootprintSheetProps {
  accountId: string
  unit: { id: string | null; name: string }
  product: WhiteSpace['products'][number]
  cell: WhiteSpaceCell | null
  canWrite: boolean
  onClose: () => void
}

/** One cell: whose product is in use there, how we know, and what was believed before. */
export function FootprintSheet({ accountId, unit, product, cell, canWrite, onClose }: FootprintSheetProps) {
  const w = useWords(whiteSpaceWords)
  return (
    <Sheet opened onClose={onClose} title={`${unit.name} · ${product.name}`} size="narrow">
      <div className={classes.sheet}>
        {cell && !cell.claim && <p className={classes.quiet}>{w.fromInUse}</p>}
        {canWrite && (
          <CellForm accountId={accountId} unitId={unit.id} product={product} cell={cell} onClose={onClose} />
        )}
        {canWrite && cell?.state !== 'ours' && (
          <Button variant="quiet" to={`/visits/new?account=${accountId}`}>
            {cell ? w.askWin : w.ask}
          </Button>
        )}
        <History accountId={accountId} unitId={unit.id} productId={product.id} />
      </div>
    </Sheet>
  )
}

interface CellFormProps {
  accountId: string
  unitId: string | null
  product: WhiteSpace['products'][number]
  cell: WhiteSpaceCell | null
  onClose: () => void
}

function CellForm({ accountId, unitId, product, cell, onClose }: CellFormProps) {
  const w = useWords(whiteSpaceWords)
  const [id] = useState(newId)
  const [state, setState] = useState<Footprint | null>(cell?.state ?? null)
  const [rival, setRival] = useState<Picked | null>(
    cell?.rival ? { id: cell.rival.id, label: cell.rival.name } : null,
  )
  const [note, setNote] = useState(cell?.claim?.note ?? '')
  const [sure, setSure] = useState<FootprintClaim['confidence']>(cell?.claim?.confidence ?? 'stated')
  const history = useRead(listFootprintHistory, {
    params: { accountId },
    query: { unitId: unitId ?? 'whole', productId: product.id },
  })
  const claim = useWrite(claimFootprint)
  const standing = history.data?.items.find((one) => one.supersededAt === null) ?? cell?.claim ?? null
  const save = () =>
    claim.mutate(
      {
        params: { accountId },
        body: {
          id,
          unitId,
          productId: product.id,
          supersedes: standing?.id ?? null,
          state,
          rivalId: state === 'rival' ? (rival?.id ?? null) : null,
          note,
          confidence: sure,
        },
      },
      {
        onSuccess: () => {
          toast(w.saved)
          onClose()
        },
      },
    )
  return (
    <Form onSubmit={save} problem={claim.error} bundles={[words]} busy={claim.isPending || history.isPending}>
      <ChipChoice
        name="state"
        label={w.question}
        options={FOOTPRINTS.map((value) => ({ value, label: w.states[value] }))}
        value={state}
        onChange={setState}
      />
      {state === 'rival' && (
        <RecordPicker
          name="rivalId"
          label={w.which}
          value={rival}
          onChange={setRival}
          search={searchRivals}
        />
      )}
      <TextField name="note" label={w.note} hint={w.noteHint} value={note} onChange={setNote} />
      <ChipChoice
        name="confidence"
        label={w.sure}
        required
        options={SURE.map((value) => ({ value, label: w.sures[value] }))}
        value={sure === 'unknown' ? 'stated' : sure}
        onChange={(value) => value && setSure(value)}
      />
      <SubmitButton>{w.save}</SubmitButton>
    </Form>
  )
}

function History({
  accountId,
  unitId,
  productId,
}: {
  accountId: string
  unitId: string | null
  productId: string
}) {
  const w = useWords(whiteSpaceWords)
  const f = useFormat()
  const read = useRead(listFootprintHistory, {
    params: { accountId },
    query: { unitId: unitId ?? 'whole', productId },
  })
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section>
      <h3 className={classes.unit}>{w.history}</h3>
      <Timeline
        label={w.history}
        items={items.map((one) => ({
          key: one.id,
          when: w.by(one.assertedBy, f.moment(one.assertedAt)),
          title: one.rival ? one.rival.name : w.states[one.state ?? 'unknown'],
          ...(one.note && { text: one.note }),
        }))}
      />
    </section>
  )
}

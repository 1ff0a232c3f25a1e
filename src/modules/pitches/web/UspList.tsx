import { IconPlus, IconTrophy } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  changeUsp,
  createUsp,
  removeUsp,
  restoreUsp,
  type TestResult,
  USP_TESTS,
  type Usp,
  type UspStatus,
} from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import classes from './Pitches.module.css'
import { UspTests } from './UspTests.tsx'

export const USP_TONES: Record<UspStatus, Tone> = {
  proven: 'good',
  stale: 'warn',
  untested: 'quiet',
  failed: 'bad',
  void: 'bad',
}
const RESULT_TONES: Record<TestResult, Tone> = { passed: 'good', failed: 'bad', untested: 'quiet' }

/** What only we can give with this product, each with its three tests. */
export function UspList({
  product,
  canWrite,
}: {
  product: { id: string; usps: readonly Usp[] }
  canWrite: boolean
}) {
  const w = useWords(words)
  const f = useFormat()
  const [openId, setOpenId] = useState<string | 'new' | null>(null)
  const open = product.usps.find((usp) => usp.id === openId)
  const add = (
    <Button icon={<IconPlus size={18} />} onClick={() => setOpenId('new')}>
      {w.usp.add}
    </Button>
  )
  return (
    <Section title={w.usps} actions={canWrite && product.usps.length > 0 && add}>
      {product.usps.length === 0 ? (
        <EmptyState
          icon={<IconTrophy />}
          title={w.usp.emptyTitle}
          text={w.usp.emptyText}
          {...(canWrite && { action: add })}
        />
      ) : (
        <div className={classes.grid}>
          {product.usps.map((usp) => (
            <Card key={usp.id} {...(canWrite && { onClick: () => setOpenId(usp.id) })}>
              <div className={classes.tight}>
                <div className={classes.bar}>
                  <Tag tone={USP_TONES[usp.status]}>{w.usp.status[usp.status]}</Tag>
                  {usp.memoryPoint && <strong className={classes.memory}>{usp.memoryPoint}</strong>}
                </div>
                <p className={classes.statement}>{usp.proposition}</p>
                <div className={classes.bar}>
                  {USP_TESTS.map((test) => {
                    const result = usp.tests.find((one) => one.test === test)?.result ?? 'untested'
                    return (
                      <Tag key={test} tone={RESULT_TONES[result]}>
                        {w.usp.tests[test]} · {w.usp.results[result]}
                      </Tag>
                    )
                  })}
                </div>
                {usp.parities.map((one) => (
                  <span key={one.id} className={classes.small}>
                    {w.usp.parityOf(one.rivalName, f.shortDay(one.reachedOn))}
                  </span>
                ))}
              </div>
            </Card>
          ))}
        </div>
      )}
      {(open || openId === 'new') && (
        <UspSheet
          key={openId}
          productId={product.id}
          usp={open ?? null}
          onClose={() => setOpenId(null)}
          onMade={setOpenId}
        />
      )}
    </Section>
  )
}

function UspSheet({
  productId,
  usp,
  onClose,
  onMade,
}: {
  productId: string
  usp: Usp | null
  onClose: () => void
  onMade: (uspId: string) => void
}) {
  const w = useWords(words)
  const say = useProblem(words)
  const create = useWrite(createUsp)
  const change = useWrite(changeUsp)
  const remove = useWrite(removeUsp)
  const restore = useWrite(restoreUsp)
  const [id] = useState(() => usp?.id ?? newId())
  const [proposition, setProposition] = useState(usp?.proposition ?? '')
  const [memoryPoint, setMemoryPoint] = useState(usp?.memoryPoint ?? '')
  const submit = () => {
    const body = { proposition, memoryPoint }
    if (usp) change.mutate({ params: { uspId: id }, body: { ...body, version: usp.version } })
    else create.mutate({ params: { productId }, body: { ...body, id } }, { onSuccess: () => onMade(id) })
  }
  const drop = () =>
    remove.mutate(
      { params: { uspId: id } },
      {
        onSuccess: () => {
          onClose()
          undoToast(w.usp.removed, () => restore.mutateAsync({ params: { uspId: id } }))
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={usp ? w.usp.status[usp.status] : w.usp.add}>
      <div className={classes.roomy}>
        <Form
          onSubmit={submit}
          problem={create.error ?? change.error}
          bundles={[words]}
          busy={create.isPending || change.isPending}
        >
          <div className={classes.stack}>
            <TextArea
              name="proposition"
              label={w.usp.proposition}
              rows={2}
              required
              value={proposition}
              onChange={setProposition}
            />
            <TextField
              name="memoryPoint"
              label={w.usp.memoryPoint}
              hint={w.usp.memoryHint}
              value={memoryPoint}
              onChange={setMemoryPoint}
            />
            <div className={classes.bar}>
              <SubmitButton>{w.usp.save}</SubmitButton>
              {usp && (
                <Button variant="quiet" onClick={drop}>
                  {w.usp.remove}
                </Button>
              )}
            </div>
          </div>
        </Form>
        {usp && <UspTests usp={usp} />}
      </div>
    </Sheet>
  )
}

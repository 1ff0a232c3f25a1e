import { IconChevronRight, IconTrash } from '@tabler/icons-react'
import { newId } from '#platform/contract/fields.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { dayOfDate } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Section } from '#ui/Page.tsx'
import { RecordsPicker } from '#ui/RecordPicker.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  addPreparation,
  changePreparation,
  putProof,
  removePreparation,
  removeProof,
  type VisitDetail,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { AddLine } from './AddLine.tsx'
import { searchProofs } from './pickers.ts'
import { Tick, TickMark } from './Tick.tsx'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** 物质准备: what one ought to know (derived), what to take along, and the proofs chosen. */
export function MaterialPreparation({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  return (
    <Section title={w.prepare.material} hint={w.prepare.materialHint}>
      <div className={classes.stack}>
        <Card>
          <Checklist visit={visit} />
        </Card>
        <Card>
          <OwnItems visit={visit} open={open} />
        </Card>
        <Card>
          <ChosenProofs visit={visit} open={open} />
        </Card>
      </div>
    </Section>
  )
}

/** What the rules derive from what is known of the customer and its people; each missing thing leads to where it is noted. */
function Checklist({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const account = visit.readiness.items.find((item) => item.key === 'account')
  const dossier = visit.readiness.items.find((item) => item.key === 'dossier')
  const lines = [
    ...(['industry', 'business', 'organisation'] as const).map((key) => ({
      key,
      label: w.prepare.checklist[key],
      done: !account?.missing.includes(key),
      to: `/accounts/${visit.accountId}${key === 'organisation' ? '?tab=organisation' : ''}`,
    })),
    ...(dossier ? visit.people.filter((p) => p.planned && p.name !== '') : []).map((p) => ({
      key: p.id,
      label: w.prepare.checklist.dossier(p.name),
      done: !dossier?.missing.includes(p.name),
      to: `/people/${p.id}`,
    })),
  ]
  return (
    <ul className={classes.stack}>
      {lines.map((line) => (
        <li key={line.key} className={classes.row}>
          <span className={classes.wrap}>
            <TickMark done={line.done} />
          </span>
          <span className={classes.grow}>{line.label}</span>
          {!line.done && (
            <Link to={line.to} className={classes.go}>
              {w.prepare.checklist.goAccount}
              <IconChevronRight size={16} aria-hidden />
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function OwnItems({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const add = useTap(addPreparation, visit)
  const change = useTap(changePreparation, visit)
  const remove = useTap(removePreparation, visit)
  const addText = (text: string, id = newId()) =>
    add({ params: { visitId: visit.id }, body: { id, text } }, (v) => ({
      preparation: [...v.preparation, { id, text, done: false, version: 1 }],
    }))
  return (
    <div className={classes.stack}>
      {visit.preparation.map((item) => (
        <div key={item.id} className={classes.row}>
          <Tick
            done={item.done}
            disabled={!open}
            onChange={(done) =>
              void change(
                { params: { visitId: visit.id, itemId: item.id }, body: { version: item.version, done } },
                (v) => ({
                  preparation: v.preparation.map((one) => (one.id === item.id ? { ...one, done } : one)),
                }),
              )
            }
          >
            {item.text}
          </Tick>
          {open && (
            <IconButton
              label={w.prepare.itemRemoved}
              icon={<IconTrash size={18} />}
              onClick={async () => {
                const gone = await remove({ params: { visitId: visit.id, itemId: item.id } }, (v) => ({
                  preparation: v.preparation.filter((one) => one.id !== item.id),
                }))
                if (gone) undoToast(w.prepare.itemRemoved, () => addText(item.text, item.id))
              }}
            />
          )}
        </div>
      ))}
      {open && (
        <AddLine
          label={w.prepare.addItemLabel}
          placeholder={w.prepare.addItem}
          onAdd={(text) => void addText(text)}
        />
      )}
    </div>
  )
}

function ChosenProofs({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const f = useFormat()
  const put = useTap(putProof, visit)
  const remove = useTap(removeProof, visit)
  const day = dayOfDate(new Date(visit.plannedAt))
  const choose = (proofId: string, title: string, validUntil: string | null) =>
    put({ params: { visitId: visit.id, proofId }, body: {} }, (v) => ({
      proofs: [
        ...v.proofs.filter((p) => p.id !== proofId),
        { id: proofId, title, kind: '', validUntil, shown: null },
      ],
    }))
  return (
    <div className={classes.stack}>
      <div>
        <div className={classes.strong}>{w.prepare.proofs}</div>
        <p className={classes.muted}>{w.prepare.proofsHint}</p>
      </div>
      {visit.proofs.map((proof) => (
        <div key={proof.id} className={classes.row}>
          <div className={classes.grow}>
            {proof.title}
            {proof.validUntil !== null && (
              <div>
                {proof.validUntil < day ? (
                  <Tag tone="bad">{w.prepare.proofExpired(f.day(proof.validUntil))}</Tag>
                ) : (
                  <span className={classes.muted}>{w.prepare.proofValid(f.day(proof.validUntil))}</span>
                )}
              </div>
            )}
          </div>
          {open && (
            <IconButton
              label={w.prepare.proofRemoved}
              icon={<IconTrash size={18} />}
              onClick={async () => {
                const gone = await remove({ params: { visitId: visit.id, proofId: proof.id } }, (v) => ({
                  proofs: v.proofs.filter((one) => one.id !== proof.id),
                }))
                if (gone)
                  undoToast(w.prepare.proofRemoved, () => choose(proof.id, proof.title, proof.validUntil))
              }}
            />
          )}
        </div>
      ))}
      {open && (
        <RecordsPicker
          label={w.prepare.chooseProof}
          placeholder={w.prepare.searchProofs}
          search={searchProofs}
          value={[]}
          onChange={([one]) => {
            if (one) void choose(one.id, one.label, one.detail ?? null)
          }}
        />
      )}
    </div>
  )
}

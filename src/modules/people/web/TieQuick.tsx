import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import {
  createTie,
  endTie,
  listPeople,
  type PersonRecord,
  PRIVATE_TIES,
  TIE_KINDS,
  type TieKind,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { tieWords } from '../words/ties.ts'
import { findAccounts, findPeople } from './find-people.ts'
import classes from './Person.module.css'

/** People offered to be tapped. */
const SOME = 24

/** A tie in two taps: what kind, and with whom. It is kept at once; strength and grounds can follow. */
export function TieQuick({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const [kind, setKind] = useState<TieKind | null>(null)
  const kinds = TIE_KINDS.filter((one) => !person.withheld || !PRIVATE_TIES.includes(one))
  return (
    <div className={classes.quick}>
      <ChipChoice
        label={t.quick(person.name)}
        value={null}
        onChange={(chosen) => setKind(chosen)}
        options={kinds.map((one) => ({ value: one, label: w.ties.kind[one] }))}
      />
      {kind && <WithWhom person={person} kind={kind} onClose={() => setKind(null)} />}
    </div>
  )
}

function WithWhom({ person, kind, onClose }: { person: PersonRecord; kind: TieKind; onClose: () => void }) {
  const w = useWords(words)
  const t = useWords(tieWords)
  const say = useProblem(words)
  const [id] = useState(newId)
  const [elsewhere, setElsewhere] = useState(false)
  const [account, setAccount] = useState<Picked | null>(null)
  const create = useWrite(createTie)
  const end = useWrite(endTie)
  const read = useRead(listPeople, { params: { accountId: person.accountId }, query: { limit: SOME + 1 } })
  const choose = ({ id: toId, label }: Picked) =>
    create.mutate(
      { params: { personId: person.id }, body: { id, toId, kind } },
      {
        onSuccess: () => {
          undoToast(t.saved(t.sentence(person.name, w.ties.kind[kind], label)), () =>
            end.mutate({ params: { tieId: id } }, { onError: (error) => problemToast(say(error)) }),
          )
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={t.withWhom(person.name, w.ties.kind[kind])}>
      <div className={classes.quick}>
        <Loaded read={read}>
          {({ items }) => {
            const others = items.filter((one) => one.id !== person.id).slice(0, SOME)
            if (others.length === 0) return <p className={classes.small}>{t.noColleagues}</p>
            const byId = new Map(others.map((one) => [one.id, one.name]))
            return (
              <ChipChoice
                label={t.colleagues}
                value={null}
                onChange={(toId) => toId && choose({ id: toId, label: byId.get(toId) ?? '' })}
                options={others.map((one) => ({
                  value: one.id,
                  label: [one.name, one.title].filter(Boolean).join(' · '),
                }))}
              />
            )
          }}
        </Loaded>
        <RecordPicker
          label={t.someoneElse}
          value={null}
          onChange={(picked) => picked && choose(picked)}
          search={async (text, signal) =>
            (await findPeople(person.accountId, text, signal)).filter((one) => one.id !== person.id)
          }
        />
        {elsewhere ? (
          <>
            <RecordPicker label={t.ofCustomer} value={account} onChange={setAccount} search={findAccounts} />
            {account && (
              <RecordPicker
                key={account.id}
                label={t.someoneElse}
                value={null}
                onChange={(picked) => picked && choose(picked)}
                search={(text, signal) => findPeople(account.id, text, signal)}
              />
            )}
          </>
        ) : (
          <Button variant="quiet" onClick={() => setElsewhere(true)}>
            {t.otherCustomer}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

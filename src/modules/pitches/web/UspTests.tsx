import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { problemToast } from '#ui/toast.ts'
import {
  endParity,
  reachParity,
  setUspTest,
  TEST_RESULTS,
  type TestResult,
  USP_TESTS,
  type Usp,
  type UspTest,
} from '../pitches.contract.ts'
import { words } from '../words/index.ts'
import { EVIDENCE_TONES } from './CardList.tsx'
import classes from './Pitches.module.css'
import { searchEvidence, searchRivals } from './pickers.ts'

/** The three tests of a proposition, and the rivals that have caught up. */
export function UspTests({ usp }: { usp: Usp }) {
  const w = useWords(words)
  return (
    <>
      <Section title={w.usp.testTitle}>
        <div className={classes.stack}>
          {USP_TESTS.map((test) => (
            <TestForm key={test} usp={usp} test={test} />
          ))}
        </div>
      </Section>
      <Section title={w.usp.parity}>
        <Parities usp={usp} />
      </Section>
    </>
  )
}

function TestForm({ usp, test }: { usp: Usp; test: UspTest }) {
  const w = useWords(words)
  const f = useFormat()
  const now = usp.tests.find((one) => one.test === test)
  const put = useWrite(setUspTest)
  const [result, setResult] = useState<TestResult>(now?.result ?? 'untested')
  const [proof, setProof] = useState<Picked | null>(
    now?.proof ? { id: now.proof.id, label: now.proof.title } : null,
  )
  const [note, setNote] = useState(now?.note ?? '')
  const [testedOn, setTestedOn] = useState<string | null>(now?.testedOn ?? today())
  const submit = () =>
    put.mutate({
      params: { uspId: usp.id },
      body: {
        id: newId(),
        test,
        result,
        proofId: result === 'untested' ? null : (proof?.id ?? null),
        note,
        testedOn: testedOn ?? today(),
      },
    })
  return (
    <Form onSubmit={submit} problem={put.error} bundles={[words]} busy={put.isPending}>
      <div className={classes.test}>
        <ChipChoice
          name="result"
          label={w.usp.tests[test]}
          required
          options={TEST_RESULTS.map((one) => ({ value: one, label: w.usp.results[one] }))}
          value={result}
          onChange={(to) => to && setResult(to)}
        />
        {now && (
          <div className={classes.bar}>
            <span className={classes.small}>{w.usp.testedBy(now.assertedBy, f.shortDay(now.testedOn))}</span>
            {now.result === 'passed' && (
              <Tag tone={EVIDENCE_TONES[now.proof?.state ?? 'missing']}>
                {w.card.evidenceState[now.proof?.state ?? 'missing']}
              </Tag>
            )}
          </div>
        )}
        {result !== 'untested' && (
          <>
            <RecordPicker
              name="proofId"
              label={w.usp.proof}
              search={searchEvidence}
              value={proof}
              onChange={setProof}
            />
            <div className={classes.pair}>
              <TextField name="note" label={w.usp.note} value={note} onChange={setNote} />
              <DayField name="testedOn" label={w.usp.testedOn} value={testedOn} onChange={setTestedOn} />
            </div>
          </>
        )}
        <SubmitButton>{w.usp.saveTest}</SubmitButton>
      </div>
    </Form>
  )
}

function Parities({ usp }: { usp: Usp }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const reach = useWrite(reachParity)
  const end = useWrite(endParity)
  const [rival, setRival] = useState<Picked | null>(null)
  const [reachedOn, setReachedOn] = useState<string | null>(today())
  const [note, setNote] = useState('')
  const submit = () =>
    rival &&
    reach.mutate(
      {
        params: { uspId: usp.id },
        body: { id: newId(), rivalId: rival.id, reachedOn: reachedOn ?? today(), note },
      },
      { onSuccess: () => setRival(null) },
    )
  return (
    <div className={classes.stack}>
      {usp.parities.map((one) => (
        <div key={one.id} className={classes.bar}>
          <span>{w.usp.parityOf(one.rivalName, f.shortDay(one.reachedOn))}</span>
          {one.note && <span className={classes.small}>{one.note}</span>}
          <Button
            variant="quiet"
            size="sm"
            onClick={() =>
              end.mutate(
                { params: { uspId: usp.id, parityId: one.id } },
                { onError: (error) => problemToast(say(error)) },
              )
            }
          >
            {w.usp.endParity}
          </Button>
        </div>
      ))}
      <Form onSubmit={submit} problem={reach.error} bundles={[words]} busy={reach.isPending}>
        <div className={classes.test}>
          <RecordPicker
            name="rivalId"
            label={w.usp.rival}
            search={searchRivals}
            value={rival}
            onChange={setRival}
          />
          {rival && (
            <>
              <div className={classes.pair}>
                <DayField
                  name="reachedOn"
                  label={w.usp.reachedOn}
                  value={reachedOn}
                  onChange={setReachedOn}
                />
                <TextField name="note" label={w.usp.parityNote} value={note} onChange={setNote} />
              </div>
              <SubmitButton>{w.usp.saveParity}</SubmitButton>
            </>
          )}
        </div>
      </Form>
    </div>
  )
}

import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { CallError } from '#platform/web/client.ts'
import { usePlatformWords } from '#platform/words/use.ts'
import type { Bundle, ProblemWords } from '#platform/words/words.ts'
import { Button, IconButton } from './Button.tsx'
import { Form, FormActions, SubmitButton } from './Form.tsx'
import { TextArea } from './fields.tsx'
import classes from './MaskedValue.module.css'
import { Sheet } from './Sheet.tsx'

export interface MaskedValueProps {
  label: string
  /** Asks the server with the reason, which it records; answers the value. */
  reveal: (reason: string) => Promise<string>
  bundles?: Bundle<ProblemWords>[]
}

/** A sensitive value: hidden until someone says why he must see it. It is forgotten again when the page is left. */
export function MaskedValue({ label, reveal, bundles }: MaskedValueProps) {
  const w = usePlatformWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)
  const [value, setValue] = useState<string | null>(null)

  const ask = async () => {
    if (reason.trim() === '') {
      setProblem(
        new CallError({
          status: 422,
          code: 'platform.invalid',
          fields: [{ path: 'reason', code: 'required' }],
        }),
      )
      return
    }
    setBusy(true)
    try {
      setValue(await reveal(reason.trim()))
      setAsking(false)
      setReason('')
      setProblem(null)
    } catch (error) {
      setProblem(
        error instanceof CallError ? error : new CallError({ status: 0, code: 'platform.unexpected' }),
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className={classes.masked}>
      {value === null ? (
        <>
          <span className={classes.dots}>
            <span aria-hidden>••••••</span>
            <span className={classes.ear}>{w.masked.hidden}</span>
          </span>
          <IconButton
            label={`${w.masked.reveal} ${label}`}
            icon={<IconEye />}
            onClick={() => setAsking(true)}
          />
        </>
      ) : (
        <>
          <span className={classes.value}>{value}</span>
          <IconButton label={w.masked.hide} icon={<IconEyeOff />} onClick={() => setValue(null)} />
        </>
      )}
      <Sheet opened={asking} onClose={() => setAsking(false)} title={w.masked.title(label)} size="narrow">
        <Form onSubmit={() => void ask()} problem={problem} bundles={bundles ?? []} busy={busy}>
          <p className={classes.explain}>{w.masked.explain}</p>
          <TextArea
            name="reason"
            label={w.masked.reason}
            required
            rows={2}
            value={reason}
            onChange={setReason}
            autoFocus
          />
          <FormActions>
            <SubmitButton busy={busy}>{w.masked.reveal}</SubmitButton>
            <Button onClick={() => setAsking(false)}>{w.common.cancel}</Button>
          </FormActions>
        </Form>
      </Sheet>
    </span>
  )
}

import { usePlatformWords } from '#platform/words/use.ts'
import { Button } from './Button.tsx'
import type { question } from './confirm.ts'
import { Sheet } from './Sheet.tsx'

/** The question `confirm()` asks. The shell shows it. */
export function ConfirmDialog({ asked }: { asked: NonNullable<ReturnType<typeof question>> }) {
  const w = usePlatformWords()
  return (
    <Sheet
      opened
      onClose={() => asked.answer(false)}
      title={asked.title}
      size="narrow"
      footer={
        <>
          <Button onClick={() => asked.answer(false)}>{w.common.cancel}</Button>
          <Button variant={asked.danger ? 'danger' : 'primary'} onClick={() => asked.answer(true)}>
            {asked.action}
          </Button>
        </>
      }
    >
      {asked.text}
    </Sheet>
  )
}

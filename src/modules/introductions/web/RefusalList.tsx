import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { type Refusal, takeRefusalBack } from '../introductions.contract.ts'
import { words } from '../words/index.ts'
import classes from './Introductions.module.css'
import { refusalLine } from './sentences.ts'

/** Who was left out, since when, and the way back. */
export function RefusalList({ refused }: { refused: readonly Refusal[] }) {
  const w = useWords(words)
  if (refused.length === 0) return null
  return (
    <section className={classes.part}>
      <h2 className={classes.heading}>{w.refuse.heading}</h2>
      <Card>
        <ul className={classes.list}>
          {refused.map((one) => (
            <RefusalLine key={one.id} refusal={one} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

function RefusalLine({ refusal }: { refusal: Refusal }) {
  const w = useWords(words)
  const f = useFormat()
  const back = useTakeBack(refusal)
  const { from, to, note, at, byName, until, canWrite } = refusal
  const holds = until === null ? w.refuse.tillBack : w.refuse.till(f.day(until))
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div>{refusalLine(w, { from, to })}</div>
        {note && <div>{note}</div>}
        <div className={classes.small}>{[w.refuse.since(byName, f.relative(at)), holds].join(w.list)}</div>
      </div>
      {canWrite && (
        <Button size="sm" busy={back.busy} onClick={back.takeBack}>
          {w.refuse.back}
        </Button>
      )}
    </li>
  )
}

/** He will after all, or it was noted by mistake: the link may be used again. */
export function useTakeBack({ id, to }: Refusal) {
  const w = useWords(words)
  const say = useProblem(words)
  const back = useWrite(takeRefusalBack)
  return {
    busy: back.isPending,
    takeBack: () =>
      back.mutate(
        { params: { personId: to.id }, body: { refusalId: id } },
        { onSuccess: () => toast(w.refuse.backDone), onError: (error) => problemToast(say(error)) },
      ),
  }
}

import { IconRouteOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { findIntroductions, type Refusal, type Route, type RouteStep } from '../introductions.contract.ts'
import { words } from '../words/index.ts'
import classes from './Introductions.module.css'
import { OpenerList } from './OpenerList.tsx'
import { RefusalList, useTakeBack } from './RefusalList.tsx'
import { RefuseSheet } from './RefuseSheet.tsx'
import { RouteChain } from './RouteChain.tsx'
import { refusalLine, routeSentence } from './sentences.ts'

export interface IntroductionPanelProps {
  /** The account one comes from. */
  accountId: string
  personId: string
  /** The best way alone, with a link to all of it. */
  brief?: boolean
}

/** How to be introduced to somebody: the best way, others, whom to leave out, and who could open one where there is none. */
export function IntroductionPanel({ accountId, personId, brief = false }: IntroductionPanelProps) {
  const w = useWords(words)
  const [from, setFrom] = useState<'anyone' | 'me'>('anyone')
  const read = useRead(
    findIntroductions,
    { params: { personId }, query: { from } },
    { shows: ['people', 'chain', 'visits'], keepPrevious: true },
  )
  return (
    <div className={classes.panel}>
      {!brief && (
        <ChipChoice
          label={w.from}
          hideLabel
          required
          value={from}
          onChange={(chosen) => chosen && setFrom(chosen)}
          options={[
            { value: 'anyone', label: w.anyone },
            { value: 'me', label: w.me },
          ]}
        />
      )}
      <Loaded read={read}>
        {(found) =>
          brief ? (
            <Best found={found} accountId={accountId} />
          ) : (
            <Everything found={found} accountId={accountId} />
          )
        }
      </Loaded>
    </div>
  )
}

interface FoundProps {
  found: OkOf<typeof findIntroductions>
  accountId: string
}

function Best({ found, accountId }: FoundProps) {
  const w = useWords(words)
  const [best] = found.routes
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{w.title}</h3>
      {best ? (
        <>
          <p className={classes.sentence}>{routeSentence(w, best.steps)}</p>
          <RouteChain route={best} accountId={accountId} />
        </>
      ) : (
        <p className={classes.text}>{w.none.title(found.target.name)}</p>
      )}
      <Button full to={`/people/${found.target.id}/introductions`}>
        {best ? w.all : w.openers}
      </Button>
    </section>
  )
}

function Everything({ found, accountId }: FoundProps) {
  const w = useWords(words)
  const [refusing, setRefusing] = useState<RouteStep | null>(null)
  const [more, setMore] = useState(false)
  const [justRefused, setJustRefused] = useState<string | null>(null)
  const { target, routes, refused, openers } = found
  const [best, ...others] = routes
  const onRefuse = found.canWrite ? setRefusing : undefined
  // Told only once the answer goes round it: before that the best way is still the one refused.
  const around = refused.find((one) => one.id === justRefused)
  return (
    <>
      {around && <GoneRound refusal={around} best={best} />}
      {target.doNotContact && <Notice tone="warn">{w.doNotContact(target.name)}</Notice>}
      {best ? (
        <Card accent>
          <h2 className={classes.heading}>{best.weak ? w.only : w.best}</h2>
          <p className={classes.sentence}>{routeSentence(w, best.steps)}</p>
          <RouteChain route={best} accountId={accountId} onRefuse={onRefuse} />
        </Card>
      ) : (
        <EmptyState
          icon={<IconRouteOff />}
          title={w.none.title(target.name)}
          text={openers.length > 0 ? w.none.text(found.mostLinks) : w.none.empty}
        />
      )}
      {best?.weak && openers.length > 0 && <p className={classes.text}>{w.none.weakText}</p>}
      <OpenerList openers={openers} target={target} accountId={accountId} />
      {others.length > 0 && (
        <Button full onClick={() => setMore(!more)}>
          {more ? w.fewer : w.others(others.length)}
        </Button>
      )}
      {more &&
        others.map((route, i) => (
          <Card key={route.steps.map((step) => step.from.id).join()}>
            <h2 className={classes.heading}>{w.other(i + 2)}</h2>
            <p className={classes.sentence}>{routeSentence(w, route.steps)}</p>
            <RouteChain route={route} accountId={accountId} onRefuse={onRefuse} />
          </Card>
        ))}
      <RefusalList refused={refused} />
      {!found.complete && <p className={classes.small}>{w.incomplete}</p>}
      {refusing && (
        <RefuseSheet step={refusing} onRefused={setJustRefused} onClose={() => setRefusing(null)} />
      )}
    </>
  )
}

/** Somebody was just left out: what is the best way now, and the way back. */
function GoneRound({ refusal, best }: { refusal: Refusal; best: Route | undefined }) {
  const w = useWords(words)
  const back = useTakeBack(refusal)
  const line = refusalLine(w, refusal)
  return (
    <Notice
      tone={best ? 'good' : 'warn'}
      actions={
        refusal.canWrite && (
          <Button size="sm" busy={back.busy} onClick={back.takeBack}>
            {w.refuse.undo}
          </Button>
        )
      }
    >
      <span role="status">
        {best ? w.refuse.instead(line, routeSentence(w, best.steps)) : w.refuse.insteadNone(line)}
      </span>
    </Notice>
  )
}

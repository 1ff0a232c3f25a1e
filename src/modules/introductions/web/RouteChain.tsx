import {
  IconArrowDown,
  IconCalendarPlus,
  IconHandStop,
  IconTargetArrow,
  IconUser,
  IconUserStar,
} from '@tabler/icons-react'
import { Link } from '#platform/web/router.tsx'
import { useMe } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import type { Route, RoutePerson, RouteStep } from '../introductions.contract.ts'
import { words } from '../words/index.ts'
import { visitWith } from './aim.ts'
import classes from './Introductions.module.css'
import { linkSentences } from './sentences.ts'

export interface RouteChainProps {
  route: Route
  /** The account one comes from: others are named. */
  accountId: string
  /** Called for a link that is not to be had; without it nobody is asked. */
  onRefuse?: ((step: RouteStep) => void) | undefined
}

/** A route from top to bottom: one of ours, whom to ask, and the one we want to meet, with the why between each two. */
export function RouteChain({ route, accountId, onRefuse }: RouteChainProps) {
  const w = useWords(words)
  const me = useMe()
  const first = route.steps[0]
  const target = route.steps.at(-1)?.to
  if (!first || !target) return null
  return (
    <ol className={classes.chain}>
      <li className={classes.stop} data-ours>
        <span className={classes.dot} aria-hidden>
          <IconUserStar size={20} />
        </span>
        <div className={classes.who}>
          <span className={classes.name}>{first.from.name}</span>
          <Tag tone="ice">{w.ours}</Tag>
        </div>
        {onRefuse && (
          <div className={classes.actions}>
            <Button
              size="sm"
              variant="quiet"
              icon={<IconHandStop size={18} />}
              onClick={() => onRefuse(first)}
            >
              {first.from.id === me.member.id ? w.refuse.self : w.refuse.ours(first.from.name)}
            </Button>
          </div>
        )}
      </li>
      {route.steps.map((step, i) => (
        <Stop
          key={step.to.id}
          step={step}
          after={route.steps[i + 1]}
          target={target}
          accountId={accountId}
          onRefuse={onRefuse}
        />
      ))}
    </ol>
  )
}

interface StopProps {
  step: RouteStep
  after: RouteStep | undefined
  target: RoutePerson
  accountId: string
  onRefuse: RouteChainProps['onRefuse']
}

/** Why one can ask this person, who that is, and what to do with it. */
function Stop({ step, after, target, accountId, onRefuse }: StopProps) {
  const w = useWords(words)
  const f = useFormat()
  const { to } = step
  const last = after === undefined
  const where = [to.accountId === accountId ? '' : to.accountName, to.unitName, to.title]
  const [main, ...more] = linkSentences(w, f, step)
  return (
    <li className={classes.stop} data-target={last || undefined}>
      <div className={classes.why} data-weak={step.weak || undefined}>
        <IconArrowDown size={16} aria-hidden className={classes.arrow} />
        <div>
          <div>{main}</div>
          {more.map((line) => (
            <div key={line} className={classes.small}>
              {line}
            </div>
          ))}
          {step.weak && (
            <div className={classes.weak}>
              <Tag tone="warn">{w.weak}</Tag>
              <span className={classes.small}>{w.weakHint}</span>
            </div>
          )}
        </div>
      </div>
      <span className={classes.dot} aria-hidden>
        {last ? <IconTargetArrow size={20} /> : <IconUser size={20} />}
      </span>
      <div className={classes.who}>
        <Link to={`/people/${to.id}`} className={classes.name}>
          {to.name}
        </Link>
        <span className={classes.small}>{where.filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.actions}>
        {after ? (
          <>
            <Button
              size="sm"
              icon={<IconCalendarPlus size={18} />}
              to={visitWith(to, w.aim.askText(to.name, after.to.name))}
            >
              {w.aim.ask(to.name)}
            </Button>
            {onRefuse && (
              <Button
                size="sm"
                variant="quiet"
                icon={<IconHandStop size={18} />}
                onClick={() => onRefuse(after)}
              >
                {w.refuse.action}
              </Button>
            )}
          </>
        ) : (
          step.from.kind === 'member' && (
            <Button
              size="sm"
              icon={<IconCalendarPlus size={18} />}
              to={visitWith(target, w.aim.meetText(target.name))}
            >
              {w.aim.meet(target.name)}
            </Button>
          )
        )}
      </div>
    </li>
  )
}

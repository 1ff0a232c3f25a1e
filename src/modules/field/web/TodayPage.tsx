import { IconBuilding, IconCalendarPlus, IconChartHistogram } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import { CareList } from '#modules/care/web/index.ts'
import type { VisitCard } from '#modules/visits/visits.contract.ts'
import { wallClock } from '#platform/contract/days.ts'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { useRead } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useMay, useMe } from '#platform/web/session.tsx'
import { useFormat, useLocale, usePlatformWords, useWords } from '#platform/words/use.ts'
import { isElsewhere, presentZone, zoneName } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { ProgressRing } from '#ui/ProgressRing.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { type DueItem, getToday } from '../field.contract.ts'
import { words } from '../words/index.ts'
import classes from './field.module.css'
import { dayOf } from './my-day.ts'

type Today = OkOf<typeof getToday>

/** What the day asks for: one clear next thing on top, then what is due. */
export function TodayPage() {
  const w = useWords(words)
  const { common } = usePlatformWords()
  const locale = useLocale()
  const me = useMe()
  const sells = useMay('selling.read')
  const seesBoards = useMay('boards.read')
  const [day] = useState(() => dayOf(new Date()))
  const read = useRead(
    getToday,
    { query: day },
    { shows: ['visits', 'accounts', 'people', 'commitments', 'care', 'needs', 'chain', 'proofs'] },
  )
  return (
    <Page
      title={w.today.greeting[partOfDay()](me.member.name)}
      {...(isElsewhere() && { subtitle: common.organisationClock(zoneName(presentZone(), locale)) })}
      actions={seesBoards && <Button to="/boards">{w.today.boards}</Button>}
    >
      <Loaded read={read} skeleton={<PageSkeleton />} bundles={[words]}>
        {(today) => (sells ? <SellingDay today={today} /> : <ServiceDay />)}
      </Loaded>
    </Page>
  )
}

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(wallClock(new Date(), presentZone()).slice(11, 13))
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

function SellingDay({ today }: { today: Today }) {
  const w = useWords(words)
  const rest = today.today.filter((visit) => visit.id !== today.next?.visit.id)
  const waiting = today.unrecorded.items
  return (
    <div className={classes.roomy}>
      <NextThing today={today} />
      <div className={classes.columns}>
        {rest.length > 0 && (
          <Section title={w.today.dayVisits}>
            <VisitLines visits={rest} />
          </Section>
        )}
        {waiting.length > 0 && (
          <Section title={w.today.unrecorded}>
            <VisitLines visits={waiting} stage="record" />
            <More count={today.unrecorded.count - waiting.length} to="/visits?tab=past" />
          </Section>
        )}
        <Due title={w.today.customerOwes} items={today.customerOwes} stage="close" />
        <Due title={w.today.weOwe} items={today.weOwe} stage="close" />
        <Due title={w.today.service} items={today.service} />
        {today.withoutStep.count > 0 && <WithoutStep today={today} />}
      </div>
    </div>
  )
}

/** The one clear next thing: go on, record, prepare, or plan. */
function NextThing({ today }: { today: Today }) {
  const w = useWords(words)
  const f = useFormat()
  const mayPlan = useMay('selling.write')
  const seesBoards = useMay('boards.read')
  const audits = useMay('audit.read')
  const waiting = today.unrecorded.items[0]
  const next = today.next
  const live = next?.visit.state === 'under_way'
  if (waiting && !live)
    return (
      <Hero
        kicker={w.today.unrecorded}
        title={w.today.recordNow(waiting.accountName)}
        text={w.today.recordWhy}
        actions={
          <>
            <Button variant="primary" to={`/visits/${waiting.id}?stage=record`}>
              {w.today.record}
            </Button>
            {next && (
              <Button
                to={`/visits/${next.visit.id}`}
              >{`${f.time(next.visit.plannedAt)} ${next.visit.accountName}`}</Button>
            )}
          </>
        }
      />
    )
  if (next) {
    const people = next.visit.people.map((p) => p.name)
    const aim = next.visit.objectives.map((o) => o.text).filter(Boolean)
    const ready = next.visit.state !== 'planned'
    return (
      <Hero
        kicker={
          live
            ? w.today.now
            : `${w.today.next} · ${f.moment(next.visit.plannedAt)} · ${f.relative(next.visit.plannedAt)}`
        }
        title={next.visit.accountName}
        text={[f.list(people), next.visit.place, ...aim].filter(Boolean).join(' · ')}
        aside={
          !live && <ProgressRing value={next.readiness.percent / 100} label={w.readiness.title} size={72} />
        }
        actions={
          <Button variant="primary" to={`/visits/${next.visit.id}`}>
            {live ? w.today.goOn : ready ? w.today.begin : w.today.prepare}
          </Button>
        }
      />
    )
  }
  if (today.withoutStep.count > 0) {
    const first = today.withoutStep.items[0]!
    return (
      <Hero
        kicker={w.today.calm}
        title={w.today.planFirst}
        text={w.today.planWhy}
        actions={
          mayPlan && (
            <Button
              variant="primary"
              icon={<IconCalendarPlus size={18} />}
              to={`/visits/new?account=${first.accountId}`}
            >
              {first.name}
            </Button>
          )
        }
      />
    )
  }
  // Who only reads has nothing to begin with: the boards are where their day is.
  if (today.today.length === 0 && !mayPlan)
    return (
      <EmptyState
        icon={<IconChartHistogram />}
        title={w.today.readerTitle}
        text={w.today.readerText}
        action={
          <div className={classes.act}>
            {seesBoards && (
              <Button variant="primary" to="/boards">
                {w.today.boards}
              </Button>
            )}
            {audits && <Button to="/audit">{w.today.audit}</Button>}
          </div>
        }
      />
    )
  if (today.today.length === 0)
    return (
      <EmptyState
        icon={<IconBuilding />}
        title={w.today.firstTitle}
        text={w.today.firstText}
        action={
          mayPlan && (
            <div className={classes.act}>
              <Button variant="primary" to="/accounts/new">
                {w.today.firstAction}
              </Button>
              <Button to="/import">{w.today.importAction}</Button>
            </div>
          )
        }
      />
    )
  return (
    <Hero
      kicker={w.today.title}
      title={w.today.calm}
      text=""
      actions={<Button to="/visits/new">{w.today.planFirst}</Button>}
    />
  )
}

function Hero(props: { kicker: string; title: string; text: string; aside?: ReactNode; actions: ReactNode }) {
  return (
    <Card accent>
      <div className={classes.hero}>
        <div>
          <div className={classes.heroKicker}>{props.kicker}</div>
          <h2 className={classes.heroTitle}>{props.title}</h2>
          {props.text && <p className={`${classes.muted} ${classes.heroText}`}>{props.text}</p>}
        </div>
        <div>{props.aside}</div>
        <div className={classes.heroActions}>{props.actions}</div>
      </div>
    </Card>
  )
}

function VisitLines({ visits, stage }: { visits: readonly VisitCard[]; stage?: string }) {
  const f = useFormat()
  return (
    <Card padding="tight">
      {visits.map((visit) => (
        <Link key={visit.id} to={`/visits/${visit.id}`} search={{ stage }} className={classes.item}>
          <div className={classes.mini}>
            <span className={classes.clock}>{f.time(visit.plannedAt)}</span>
            <span className={classes.strong}>{visit.accountName}</span>
            <span className={classes.muted}>{stage ? f.relative(visit.plannedAt) : ''}</span>
          </div>
          <p className={classes.muted}>{f.list(visit.people.map((p) => p.name))}</p>
        </Link>
      ))}
    </Card>
  )
}

/** Commitments of one side, or service, by their day. */
function Due({ title, items, stage }: { title: string; items: readonly DueItem[]; stage?: string }) {
  const w = useWords(words)
  const f = useFormat()
  if (items.length === 0) return null
  return (
    <Section title={title}>
      <Card padding="tight">
        {items.map((item) => (
          <Link
            key={item.id}
            to={
              item.visitId && stage
                ? `/visits/${item.visitId}?stage=${stage}`
                : `/accounts/${item.accountId}?tab=care`
            }
            className={classes.item}
          >
            <div className={classes.row}>
              <span className={classes.strong}>{item.what}</span>
              <Tag tone={item.overdue ? 'bad' : 'warn'}>
                {item.overdue ? w.today.overdue(f.shortDay(item.dueOn)) : w.today.due(f.relative(item.dueOn))}
              </Tag>
            </div>
            <p className={classes.muted}>{[item.accountName, item.who].filter(Boolean).join(' · ')}</p>
          </Link>
        ))}
      </Card>
    </Section>
  )
}

function WithoutStep({ today }: { today: Today }) {
  const w = useWords(words)
  const f = useFormat()
  const mayPlan = useMay('selling.write')
  return (
    <Section title={w.today.withoutStep} hint={w.today.withoutStepHint}>
      <Card padding="tight">
        {today.withoutStep.items.slice(0, 6).map((account) => (
          <div key={account.accountId} className={classes.item}>
            <div className={classes.row}>
              <Link to={`/accounts/${account.accountId}`} className={classes.grow}>
                {account.name}
              </Link>
              {mayPlan && (
                <Button size="sm" to={`/visits/new?account=${account.accountId}`}>
                  {w.today.plan}
                </Button>
              )}
            </div>
            <p className={classes.muted}>
              {account.nextStep && account.nextStepOn
                ? w.today.stepPassed(account.nextStep, f.shortDay(account.nextStepOn))
                : w.today.noStep}
            </p>
          </div>
        ))}
      </Card>
      <More count={today.withoutStep.count - Math.min(6, today.withoutStep.items.length)} to="/accounts" />
    </Section>
  )
}

function More({ count, to }: { count: number; to: string }) {
  const w = useWords(words)
  return count > 0 ? <Link to={to}>{w.today.more(count)}</Link> : null
}

/** Service staff: what was promised and is due; nothing of the selling. */
function ServiceDay() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <CareList />
    </Suspense>
  )
}

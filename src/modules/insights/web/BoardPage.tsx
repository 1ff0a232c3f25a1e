import { IconChartBar } from '@tabler/icons-react'
import { useRead } from '#platform/web/query.ts'
import { Link, useSearch } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Tile } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { type Board, type Figure, getBoard } from '../insights.contract.ts'
import { share } from '../insights.rules.ts'
import { words } from '../words/index.ts'
import classes from './Board.module.css'
import { boundsOf, isPeriod, PERIODS } from './period.ts'
import { RepFigures } from './RepFigures.tsx'
import { recordsAt, type ScopeSearch } from './record-address.ts'
import { StageBars } from './StageBars.tsx'

/** The supervisor's board: who is prepared, who follows up, what is at risk. The filter stands in the address. */
export function BoardPage() {
  const w = useWords(words)
  const [search, setSearch] = useSearch()
  const period = isPeriod(search.period) ? search.period : 'week'
  const { team, member } = search
  const read = useRead(
    getBoard,
    { query: { ...boundsOf(period), ...(team && { teamId: team }), ...(member && { memberId: member }) } },
    { shows: ['visits', 'commitments', 'accounts', 'projects', 'members'], keepPrevious: true },
  )
  const scope = { period, ...(team && { team }), ...(member && { member }) }
  return (
    <Page
      title={w.title}
      subtitle={w.subtitle}
      width="wide"
      actions={
        <>
          <Button to="/boards/approvals">{w.approvals}</Button>
          <Button variant="quiet" to="/reveals">
            {w.reveals}
          </Button>
        </>
      }
    >
      <div className={classes.stack}>
        <ChipChoice
          label={w.period}
          hideLabel
          required
          options={PERIODS.map((value) => ({ value, label: w.periods[value] }))}
          value={period}
          onChange={(one) => setSearch({ period: one ?? undefined })}
        />
        {read.data && (read.data.teams.length > 1 || read.data.members.length > 1) && (
          <div className={classes.filters}>
            <SelectField
              label={w.team}
              empty={w.allTeams}
              value={team ?? null}
              onChange={(id) => setSearch({ team: id ?? undefined, member: undefined })}
              options={read.data.teams.map((one) => ({ value: one.id, label: one.name }))}
            />
            <SelectField
              label={w.member}
              empty={w.allMembers}
              value={member ?? null}
              onChange={(id) => setSearch({ member: id ?? undefined })}
              options={read.data.members.map((one) => ({ value: one.id, label: one.name }))}
            />
          </div>
        )}
        <Loaded read={read}>{(board) => <Figures board={board} scope={scope} />}</Loaded>
      </div>
    </Page>
  )
}

const OUTCOME_FIGURES = ['order', 'advance', 'continuation', 'no_sale', 'not_judged'] as const
const OUTCOME_TONES = {
  order: 'good',
  advance: 'good',
  continuation: 'warn',
  no_sale: 'bad',
  not_judged: 'quiet',
} as const
const ALARMS: readonly Figure[] = [
  'unrecorded',
  'without_next',
  'overdue_ours',
  'overdue_theirs',
  'accounts_quiet',
]

function Figures({ board, scope }: { board: Board; scope: ScopeSearch }) {
  const w = useWords(words)
  const f = useFormat()
  const { total } = board
  const tile = (figure: Figure, more?: string) => (
    <Tile
      key={figure}
      label={w.figures[figure]}
      value={f.number(total[figure])}
      hint={more ? `${more}。${w.defined[figure]}` : w.defined[figure]}
      to={recordsAt(figure, scope)}
      tone={ALARMS.includes(figure) && total[figure] > 0 ? 'warn' : 'quiet'}
    />
  )
  const prepared = share(total.prepared, total.held)
  return (
    <>
      <Section title={w.groups.prepared}>
        <div className={classes.tiles}>
          {tile('planned')}
          {tile('held')}
          {tile('prepared', prepared === null ? undefined : w.ofHeld(f.percent(prepared)))}
        </div>
      </Section>
      <Section title={w.groups.followed}>
        <div className={classes.tiles}>
          {tile('recorded')}
          <Tile
            label={w.figures.record_days}
            value={total.recordDays === null ? w.none : w.days(total.recordDays.toFixed(1))}
            hint={w.defined.record_days}
            to={recordsAt('recorded', scope)}
          />
          {tile('unrecorded')}
          {tile('without_next')}
        </div>
      </Section>
      <Section title={w.groups.outcomes} hint={w.defined.continuation}>
        <div className={classes.bars}>
          {OUTCOME_FIGURES.map((figure) => (
            <Link
              key={figure}
              to={recordsAt(figure, scope)}
              className={classes.bar}
              title={w.defined[figure]}
            >
              <span>{w.figures[figure]}</span>
              <span className={classes.track}>
                <span
                  className={classes.fill}
                  data-tone={OUTCOME_TONES[figure]}
                  data-empty={total[figure] === 0 || undefined}
                  style={{ width: `${(share(total[figure], total.recorded) ?? 0) * 100}%` }}
                />
              </span>
              <span className={classes.number}>{f.number(total[figure])}</span>
            </Link>
          ))}
        </div>
      </Section>
      <Section title={w.groups.risk}>
        <div className={classes.tiles}>
          {tile('overdue_ours')}
          {tile('overdue_theirs')}
          {tile('accounts')}
          {tile('accounts_quiet')}
        </div>
      </Section>
      <Section title={w.groups.projects} hint={w.defined.projects}>
        <StageBars stages={board.stages} scope={scope} />
      </Section>
      <Section title={w.groups.reps}>
        {board.reps.length === 0 ? (
          <EmptyState icon={<IconChartBar />} title={w.noReps.title} text={w.noReps.text} />
        ) : (
          <RepFigures reps={board.reps} scope={scope} />
        )}
      </Section>
    </>
  )
}

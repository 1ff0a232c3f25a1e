import { IconPencil, IconPlus } from '@tabler/icons-react'
import { type CSSProperties, type ReactNode, useState } from 'react'
import type { Pages } from '#platform/web/query.ts'
import { Link } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useLocale, useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { words } from '../words/index.ts'
import classes from './Members.module.css'
import { TeamSheet } from './TeamSheet.tsx'
import { inTreeOrder, type Team } from './use-teams.ts'

type Open = { team: Team | null; parentId: string | null }

/** The teams as a tree: a team's name leads to its people. */
export function TeamTree({
  teams,
  icon,
  add,
}: {
  teams: Pages<Team>
  icon: ReactNode
  add: (() => void) | undefined
}) {
  const w = useWords(words)
  const locale = useLocale()
  const manages = useMay('organisation.manage')
  const [open, setOpen] = useState<Open | null>(null)
  if (teams.loading && !teams.problem) return <ListSkeleton />
  if (teams.problem && teams.items.length === 0)
    return <ReadProblem problem={teams.problem} retry={teams.retry} />
  if (teams.items.length === 0) {
    const action = add && (
      <Button variant="primary" onClick={add}>
        {w.team.add}
      </Button>
    )
    return <EmptyState icon={icon} {...w.members.emptyTeams} action={action} />
  }
  return (
    <>
      <ul className={classes.tree} aria-label={w.members.tabs.teams}>
        {inTreeOrder(teams.items, locale).map((team) => (
          <li
            key={team.id}
            className={classes.team}
            data-top={team.depth === 0 || undefined}
            style={{ '--depth': Math.min(team.depth, 5) } as CSSProperties}
          >
            <Link to="/members" search={{ tab: 'people', team: team.id }} className={classes.teamLink}>
              <span className={classes.teamName}>{team.name}</span>
              <span className={classes.teamFacts}>
                <span>
                  {team.supervisorName === null
                    ? w.members.noSupervisor
                    : w.members.supervisorOf(team.supervisorName)}
                </span>
                <span>{w.members.inTeam(team.members)}</span>
              </span>
            </Link>
            {manages && (
              <span className={classes.teamButtons}>
                <IconButton
                  label={`${w.team.addBelow}: ${team.name}`}
                  icon={<IconPlus size={18} />}
                  onClick={() => setOpen({ team: null, parentId: team.id })}
                />
                <IconButton
                  label={`${w.team.edit}: ${team.name}`}
                  icon={<IconPencil size={18} />}
                  onClick={() => setOpen({ team, parentId: team.parentId })}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {open && <TeamSheet teams={teams.items} {...open} onClose={() => setOpen(null)} />}
    </>
  )
}

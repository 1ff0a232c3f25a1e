import { IconHierarchy3, IconUsersPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SelectField, SwitchField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { type ChainMap, getMap } from '../chain.contract.ts'
import { words } from '../words/index.ts'
import classes from './Chain.module.css'
import { ChainList } from './ChainList.tsx'
import { ChainMapView } from './ChainMapView.tsx'
import { FindingList } from './FindingList.tsx'
import { SeatSheet } from './SeatSheet.tsx'

/** The account's centre: who decides, who stands where, and what is missing, for one of its projects. */
export function ChainPanel({ accountId }: { accountId: string }) {
  const [projectId, setProjectId] = useState<string | undefined>()
  const read = useRead(
    getMap,
    { params: { accountId }, query: { projectId } },
    { shows: ['people', 'projects', 'accounts', 'visits'] },
  )
  return <Loaded read={read}>{(map) => <Chain map={map} onProject={setProjectId} />}</Loaded>
}

function Chain({ map, onProject }: { map: ChainMap; onProject: (projectId: string) => void }) {
  const w = useWords(words)
  const desk = useDesk()
  const [chosenView, setView] = useState<'map' | 'list' | null>(null)
  const [showTies, setShowTies] = useState(true)
  const [open, setOpen] = useState<string | null>(null)
  const view = chosenView ?? (desk ? 'map' : 'list')
  if (map.posts.length === 0 && map.people.length === 0)
    return (
      <EmptyState
        icon={<IconUsersPlus />}
        title={w.empty.title}
        text={w.empty.text}
        action={<Button to={`/accounts/${map.accountId}?tab=organisation`}>{w.empty.action}</Button>}
      />
    )
  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        {map.projects.length > 0 && map.projectId && (
          <div className={classes.grow}>
            <SelectField
              label={w.project}
              value={map.projectId}
              onChange={(id) => id && onProject(id)}
              options={map.projects.map((p) => ({ value: p.id, label: p.name }))}
            />
          </div>
        )}
        <ChipChoice
          label={w.title}
          hideLabel
          required
          options={[
            { value: 'map', label: w.view.map },
            { value: 'list', label: w.view.list },
          ]}
          value={view}
          onChange={setView}
        />
        {view === 'map' && <SwitchField label={w.showTies} value={showTies} onChange={setShowTies} />}
      </div>
      {!map.projectId && (
        <EmptyState
          icon={<IconHierarchy3 />}
          title={w.noProject.title}
          text={w.noProject.text}
          action={<Button to={`/accounts/${map.accountId}?tab=projects`}>{w.noProject.action}</Button>}
        />
      )}
      <div className={classes.columns}>
        <div>
          {view === 'map' ? (
            <ChainMapView map={map} showTies={showTies} onOpen={setOpen} />
          ) : (
            <ChainList map={map} onOpen={setOpen} />
          )}
        </div>
        <FindingList map={map} onOpen={setOpen} />
      </div>
      {open && <SeatSheet map={map} personId={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

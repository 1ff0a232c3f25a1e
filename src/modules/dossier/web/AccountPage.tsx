import { IconArchive, IconCalendarPlus } from '@tabler/icons-react'
import { type ComponentType, Suspense } from 'react'
import {
  type AccountRecord,
  archiveAccount,
  getAccount,
  restoreAccount,
} from '#modules/accounts/accounts.contract.ts'
import { ChainPanel } from '#modules/chain/web/index.ts'
import { IntroductionPanel } from '#modules/introductions/web/index.ts'
import { NeedsPanel } from '#modules/needs/web/index.ts'
import { OrganisationPanel, TieProposals } from '#modules/people/web/index.ts'
import { ProjectsPanel } from '#modules/projects/web/index.ts'
import { VisitsPanel } from '#modules/visits/web/index.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { ListSkeleton, PageSkeleton } from '#ui/Skeletons.tsx'
import { PageTabs, useTab } from '#ui/Tabs.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import { words } from '../words/index.ts'
import { CareTab } from './CareTab.tsx'
import classes from './dossier.module.css'
import { Overview } from './Overview.tsx'
import { RivalsTab } from './RivalsTab.tsx'

type TabKey = 'overview' | 'organisation' | 'chain' | 'needs' | 'projects' | 'rivals' | 'visits' | 'care'

/** The chain, and on everybody's sheet the way to them. */
function ChainTab({ accountId }: { accountId: string }) {
  return (
    <>
      <ChainPanel
        accountId={accountId}
        aboutPerson={(personId) => (
          <Suspense fallback={<ListSkeleton />}>
            <IntroductionPanel brief accountId={accountId} personId={personId} />
          </Suspense>
        )}
      />
      <TieProposals of={{ accountId }} />
    </>
  )
}

/** The panels of other modules, in the order of the work. `selling`: not for service staff. */
const PANELS: readonly { key: TabKey; selling: boolean; Panel: ComponentType<{ accountId: string }> }[] = [
  { key: 'organisation', selling: true, Panel: OrganisationPanel },
  { key: 'chain', selling: true, Panel: ChainTab },
  { key: 'needs', selling: true, Panel: NeedsPanel },
  { key: 'projects', selling: true, Panel: ProjectsPanel },
  { key: 'rivals', selling: true, Panel: RivalsTab },
  { key: 'visits', selling: true, Panel: VisitsPanel },
  { key: 'care', selling: false, Panel: CareTab },
]

/** One customer on one screen: what we know, who is there, who decides, and what happened. */
export function AccountPage() {
  const { accountId } = useParams<{ accountId: string }>()
  const read = useRead(getAccount, { params: { accountId } })
  return (
    <Loaded read={read} skeleton={<PageSkeleton />}>
      {(account) => <Dossier key={account.id} account={account} />}
    </Loaded>
  )
}

function Dossier({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  const panels = PANELS.filter((panel) => sells || !panel.selling)
  const tabs = [
    { key: 'overview' as TabKey, label: w.tabs.overview },
    ...panels.map(({ key }) => ({ key, label: w.tabs[key] })),
  ]
  const [tab, setTab] = useTab(tabs)
  const open = panels.find((panel) => panel.key === tab)
  return (
    <Page
      title={account.name}
      back="/accounts"
      width="wide"
      subtitle={<Head account={account} />}
      actions={<Actions account={account} />}
    >
      {account.archivedAt && <Archived account={account} />}
      <PageTabs tabs={tabs} value={tab} onChange={setTab} label={account.name}>
        <Suspense fallback={<ListSkeleton />}>
          {open ? <open.Panel accountId={account.id} /> : <Overview account={account} />}
        </Suspense>
      </PageTabs>
    </Page>
  )
}

function Head({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  return (
    <span className={classes.head}>
      <Tag tone={account.tier === 'strategic' || account.tier === 'key' ? 'ice' : 'quiet'}>
        {w.tier[account.tier]}
      </Tag>
      {sells && (
        <Tag tone={account.lifecycle === 'at_risk' ? 'warn' : 'quiet'}>{w.lifecycle[account.lifecycle]}</Tag>
      )}
      <span>{account.owner?.name ?? w.noOwner}</span>
      {account.region && <span>{account.region}</span>}
    </span>
  )
}

function Actions({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const say = useProblem(words)
  const archive = useWrite(archiveAccount)
  const restore = useWrite(restoreAccount)
  const at = { params: { accountId: account.id } }
  const { write, share } = account.right
  if (account.archivedAt) return null
  return (
    <>
      {write && (
        <Button
          variant="primary"
          icon={<IconCalendarPlus size={18} />}
          to={`/visits/new?account=${account.id}`}
        >
          {w.planVisit}
        </Button>
      )}
      {share && (
        <IconButton
          label={w.archive}
          icon={<IconArchive size={20} />}
          busy={archive.isPending}
          onClick={() =>
            archive.mutate(at, {
              onSuccess: () => undoToast(w.archived(account.name), () => restore.mutate(at)),
              onError: (error) => problemToast(say(error)),
            })
          }
        />
      )}
    </>
  )
}

function Archived({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const restore = useWrite(restoreAccount)
  return (
    <Notice
      tone="warn"
      title={w.isArchived}
      actions={
        account.right.share && (
          <Button
            size="sm"
            busy={restore.isPending}
            onClick={() => restore.mutate({ params: { accountId: account.id } })}
          >
            {w.restore}
          </Button>
        )
      }
    />
  )
}

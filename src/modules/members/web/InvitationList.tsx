import { IconMailOpened } from '@tabler/icons-react'
import { useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { listInvitations, renewInvitation, withdrawInvitation } from '../members.contract.ts'
import { words } from '../words/index.ts'
import { LinkShown } from './LinkShown.tsx'
import classes from './Members.module.css'

/** Who has been invited and has not come yet. */
export function InvitationList() {
  const bundle = useWords(words)
  const w = bundle.invite
  const { roles } = usePlatformWords()
  const f = useFormat()
  const say = useProblem(words)
  const pages = usePages(listInvitations, { query: {} })
  const renew = useWrite(renewInvitation)
  const withdraw = useWrite(withdrawInvitation)
  const [shown, setShown] = useState<OkOf<typeof renewInvitation> | null>(null)
  if (pages.loading && !pages.problem) return <ListSkeleton />
  if (pages.problem && pages.items.length === 0)
    return <ReadProblem problem={pages.problem} retry={pages.retry} />
  if (pages.items.length === 0) return <EmptyState icon={<IconMailOpened />} {...w.empty} />
  return (
    <>
      <ul className={classes.list} aria-label={bundle.members.tabs.invitations}>
        {pages.items.map((one) => {
          const params = { invitationId: one.id }
          return (
            <li key={one.id}>
              <Card padding="tight">
                <div className={classes.row}>
                  <div className={classes.rowWords}>
                    <div className={classes.rowTitle}>
                      {one.name || one.email}
                      {one.purpose === 'reset' && <Tag>{w.reset}</Tag>}
                      {one.state === 'expired' && <Tag tone="warn">{w.expired}</Tag>}
                    </div>
                    <div className={classes.rowFacts}>
                      {[
                        one.name ? one.email : '',
                        roles[one.role],
                        one.teamName ?? '',
                        w.by(one.invitedBy.name),
                        one.state === 'open' ? w.expires(f.relative(one.expiresAt)) : '',
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                  </div>
                  <div className={classes.rowButtons}>
                    <Button
                      size="sm"
                      onClick={() =>
                        renew.mutate(
                          { params },
                          { onSuccess: setShown, onError: (e) => problemToast(say(e)) },
                        )
                      }
                    >
                      {w.renew}
                    </Button>
                    <Button
                      size="sm"
                      variant="quiet"
                      onClick={() =>
                        withdraw.mutate(
                          { params },
                          { onSuccess: () => toast(w.withdrawn), onError: (e) => problemToast(say(e)) },
                        )
                      }
                    >
                      {w.withdraw}
                    </Button>
                  </div>
                </div>
              </Card>
            </li>
          )
        })}
      </ul>
      <LoadMore pages={pages} />
      {shown && (
        <Sheet opened onClose={() => setShown(null)} title={w.ready} size="narrow">
          <LinkShown
            link={shown.link}
            text={shown.invitation.purpose === 'reset' ? w.readyReset : w.readyText}
            mailed={shown.mailed}
          />
        </Sheet>
      )}
    </>
  )
}

import { IconCompassOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useContext } from 'react'
import type { CallError } from '#platform/web/client.ts'
import { useTitle } from '#platform/web/router.tsx'
import { usePlatformWords, useProblem } from '#platform/words/use.ts'
import type { Bundle, ProblemWords } from '#platform/words/words.ts'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import { Notice } from './Notice.tsx'
import classes from './Page.module.css'
import { ListSkeleton, PageSkeleton } from './Skeletons.tsx'
import { WithinPage } from './within-page.ts'

export interface LoadedProps<Data> {
  read: UseQueryResult<Data, CallError>
  skeleton?: ReactNode
  bundles?: Bundle<ProblemWords>[]
  children: (data: Data) => ReactNode
}

/** What is read: its shape while it comes, words and a second try when it does not, then itself. Old data stays over a failed refresh. */
export function Loaded<Data>({ read, skeleton, bundles = [], children }: LoadedProps<Data>) {
  const within = useContext(WithinPage)
  if (read.data !== undefined) return children(read.data)
  if (read.error)
    return <ReadProblem problem={read.error} retry={() => void read.refetch()} bundles={bundles} />
  return skeleton ?? (within ? <ListSkeleton rows={2} /> : <PageSkeleton />)
}

/** A read that failed, in its place: a notice within a page, or a page of its own. */
export function ReadProblem({
  problem,
  retry,
  bundles = [],
}: {
  problem: CallError
  retry: () => void
  bundles?: Bundle<ProblemWords>[]
}) {
  const w = usePlatformWords()
  const say = useProblem(...bundles)
  const within = useContext(WithinPage)
  const hopeless = problem.status === 404 || problem.status === 403
  if (hopeless && !within) return <NoRecord sentence={say(problem)} />
  const notice = (
    <Notice
      tone={hopeless || problem.code === 'platform.offline' ? 'warn' : 'bad'}
      {...(!hopeless && {
        actions: (
          <Button size="sm" onClick={retry}>
            {w.common.retry}
          </Button>
        ),
      })}
    >
      {say(problem)}
    </Notice>
  )
  return within ? notice : <div className={classes.page}>{notice}</div>
}

/** The record this screen would be about is not there, or not for the reader. */
function NoRecord({ sentence }: { sentence: string }) {
  const w = usePlatformWords()
  useTitle(w.missing.title, '/')
  return (
    <EmptyState
      page
      icon={<IconCompassOff />}
      title={w.missing.title}
      text={sentence}
      action={
        <Button variant="primary" to="/">
          {w.missing.home}
        </Button>
      }
    />
  )
}

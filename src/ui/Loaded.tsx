import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CallError } from '#platform/web/client.ts'
import { usePlatformWords, useProblem } from '#platform/words/use.ts'
import type { Bundle, ProblemWords } from '#platform/words/words.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { ListSkeleton } from './Skeletons.tsx'

export interface LoadedProps<Data> {
  read: UseQueryResult<Data, CallError>
  skeleton?: ReactNode
  bundles?: Bundle<ProblemWords>[]
  children: (data: Data) => ReactNode
}

/** What is read: its shape while it comes, words and a second try when it does not, then itself. Old data stays over a failed refresh. */
export function Loaded<Data>({ read, skeleton, bundles = [], children }: LoadedProps<Data>) {
  if (read.data !== undefined) return children(read.data)
  if (read.error)
    return <ReadProblem problem={read.error} retry={() => void read.refetch()} bundles={bundles} />
  return skeleton ?? <ListSkeleton rows={2} />
}

/** A read that failed, in its place. */
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
  const hopeless = problem.status === 404 || problem.status === 403
  return (
    <Notice
      tone={hopeless ? 'warn' : 'bad'}
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
}

import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { queryClient, touch } from './query-client.ts'

test('a first read that began before a change is read again after it', async () => {
  let answers = ['before the change', 'after the change']
  const release: (() => void)[] = []
  const observer = new QueryObserver<string>(queryClient, {
    queryKey: ['read', 'exchange.plan', {}],
    queryFn: () => {
      const [answer] = answers
      answers = answers.slice(1)
      return new Promise((resolve) => release.push(() => resolve(answer ?? 'asked too often')))
    },
  })
  const stop = observer.subscribe(() => {})
  await expect.poll(() => release.length).toBe(1)
  touch(['exchange'])
  release[0]?.()
  await expect.poll(() => release.length).toBe(2)
  release[1]?.()
  await expect.poll(() => observer.getCurrentResult().data).toBe('after the change')
  stop()
})

import { Component, type ReactNode } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

/** One stage that cannot be shown leaves the others standing: a visit is not stopped by a part that failed to load. */
export class StageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const w = usePlatformWords()
  return (
    <Notice
      tone="bad"
      title={w.broken.title}
      actions={
        <Button size="sm" onClick={() => window.location.reload()}>
          {w.common.reload}
        </Button>
      }
    >
      {w.broken.text}
    </Notice>
  )
}

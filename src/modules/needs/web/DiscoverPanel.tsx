import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { words } from '../words/index.ts'
import { IcebergView } from './IcebergView.tsx'
import { type CaptureStart, NeedCapture } from './NeedCapture.tsx'
import classes from './Needs.module.css'
import { useNeeds } from './need-cache.ts'
import { QuestionList } from './QuestionList.tsx'

/** Stage D: what they said, why they said it, and the questions that lead from the one to the other. */
export function DiscoverPanel({ visit }: { visit: VisitHead }) {
  const w = useWords(words)
  const read = useNeeds({ accountId: visit.accountId })
  const needs = read.data?.items ?? []
  const [dig, setDig] = useState<CaptureStart | null>(null)
  const capture = {
    accountId: visit.accountId,
    projectId: visit.projectId,
    visit: { id: visit.id, plannedAt: visit.plannedAt },
    about: visit.accountName,
    people: visit.people,
    needs,
  }
  return (
    <div className={classes.discover}>
      <div className={classes.berg}>
        <Section title={w.title} hint={w.layerHint.implicit}>
          {read.data && needs.length === 0 && (
            <Notice tone="ice" title={w.empty.title}>
              {w.empty.text}
            </Notice>
          )}
          <IcebergView
            of={{ accountId: visit.accountId }}
            canWrite={visit.canWrite}
            visitId={visit.id}
            about={visit.accountName}
            onDig={visit.canWrite ? ({ id, layer }) => setDig({ layer, parentId: id }) : undefined}
          />
        </Section>
      </div>
      {visit.canWrite && (
        <div className={classes.capture}>
          <Section title={w.capture.title}>
            <Card accent>
              <NeedCapture {...capture} />
            </Card>
          </Section>
        </div>
      )}
      <div className={classes.questions}>
        <QuestionList visit={visit} onNeed={setDig} />
      </div>
      {dig && (
        <Sheet opened onClose={() => setDig(null)} title={w.sheet.whyText}>
          <NeedCapture {...capture} start={dig} onDone={() => setDig(null)} />
        </Sheet>
      )}
    </div>
  )
}

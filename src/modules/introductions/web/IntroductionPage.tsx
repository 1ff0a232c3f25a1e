import { getPerson } from '#modules/people/people.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useWords } from '#platform/words/use.ts'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { words } from '../words/index.ts'
import { IntroductionPanel } from './IntroductionPanel.tsx'

/** The way to one person, on a page of its own. */
export function IntroductionPage() {
  const { personId } = useParams<{ personId: string }>()
  const w = useWords(words)
  const read = useRead(getPerson, { params: { personId } })
  return (
    <Loaded read={read}>
      {(person) => (
        <Page
          title={w.pageTitle(person.name)}
          subtitle={w.hint(person.name)}
          back={`/people/${personId}`}
          width="narrow"
        >
          <IntroductionPanel key={personId} accountId={person.accountId} personId={personId} />
        </Page>
      )}
    </Loaded>
  )
}

import { useWords } from '#platform/words/use.ts'
import { Page } from '#ui/Page.tsx'
import { words } from '../words/index.ts'
import { CareList } from './CareList.tsx'

/** What is to be done for customers, on a page of its own. */
export function CareListPage() {
  const w = useWords(words)
  return (
    <Page title={w.list.title} subtitle={w.list.subtitle} width="narrow">
      <CareList />
    </Page>
  )
}

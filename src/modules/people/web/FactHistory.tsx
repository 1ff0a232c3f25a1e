import { usePages, useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { LoadMore } from '#ui/ListPage.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { type Fact, getFactHistory, listDossierFields } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { factText } from './fact-text.ts'
import { useFieldName } from './field-name.ts'
import classes from './Person.module.css'

/** What was ever believed of a person, the newest first. Sensitive facts stay masked here too. */
export function FactHistory({ personId, onClose }: { personId: string; onClose: () => void }) {
  const w = useWords(words)
  const f = useFormat()
  const nameOf = useFieldName()
  const fields = useRead(listDossierFields)
  const pages = usePages(getFactHistory, { params: { personId }, query: {} }, { shows: ['people.dossier'] })
  const fieldName = (fact: Fact) =>
    nameOf(
      fields.data?.items.find((field) => field.key === fact.field) ?? {
        key: fact.field,
        labelZh: '',
        labelEn: '',
      },
    )
  const fate = (fact: Fact) =>
    fact.withdrawn ? w.dossier.wasWithdrawn : fact.supersededAt ? w.dossier.superseded : ''
  return (
    <Sheet opened onClose={onClose} title={w.dossier.history}>
      {pages.items.length === 0 && !pages.loading && <p className={classes.ask}>{w.dossier.historyNone}</p>}
      <Timeline
        label={w.dossier.history}
        items={pages.items.map((fact) => ({
          key: fact.id,
          when: f.moment(fact.assertedAt),
          title: [fieldName(fact), fate(fact)].filter(Boolean).join(' · '),
          text: [fact.value ? factText(fact.value, w) : '••••••', fact.assertedByName].join(' — '),
        }))}
      />
      <LoadMore pages={pages} />
    </Sheet>
  )
}

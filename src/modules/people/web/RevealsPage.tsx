import { IconEyeCheck } from '@tabler/icons-react'
import { usePages, useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { listDossierFields, listReveals } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { useFieldName } from './field-name.ts'

/** Who looked at sensitive data: for supervisors and those who audit. */
export function RevealsPage() {
  const w = useWords(words)
  const f = useFormat()
  const pages = usePages(listReveals, { query: {} })
  const nameOf = useFieldName()
  const fields = useRead(listDossierFields)
  const field = (key: string) =>
    key === 'erased'
      ? w.reveals.erased
      : nameOf(fields.data?.items.find((one) => one.key === key) ?? { key, labelZh: '', labelEn: '' })
  return (
    <Page title={w.reveals.title} subtitle={w.reveals.subtitle} back="/boards">
      <DataList
        label={w.reveals.title}
        pages={pages}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.personId}`}
        columns={[
          { key: 'person', label: w.reveals.person, main: true, cell: (row) => row.personName },
          { key: 'field', label: w.reveals.field, cell: (row) => field(row.field) },
          { key: 'who', label: w.reveals.who, cell: (row) => row.byName },
          { key: 'when', label: w.reveals.when, cell: (row) => f.moment(row.at) },
          { key: 'reason', label: w.reveals.reason, cell: (row) => row.reason },
        ]}
        empty={<EmptyState icon={<IconEyeCheck />} title={w.reveals.none} text={w.reveals.noneText} />}
      />
    </Page>
  )
}

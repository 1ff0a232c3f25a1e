import type { OkOf } from '#platform/contract/endpoint.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { SwitchField, TextArea, TextField } from '#ui/fields.tsx'
import { DataList } from '#ui/ListPage.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { changeRival, getRival } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import classes from './Rivals.module.css'

type RivalRecord = OkOf<typeof getRival>

/** One rival: strong where, weak where, and how we win. */
export function RivalPage() {
  const { rivalId } = useParams<{ rivalId: string }>()
  const read = useRead(getRival, { params: { rivalId } }, { shows: ['accounts'] })
  return <Loaded read={read}>{(rival) => <RivalForm key={rival.id} rival={rival} />}</Loaded>
}

function RivalForm({ rival }: { rival: RivalRecord }) {
  const w = useWords(words)
  const mayWrite = useMay('selling.write')
  const save = useSave(changeRival, { about: rival.name })
  const form = useAutosave({
    record: rival,
    pick: ({ name, strengths, weaknesses, howWeWin, archivedAt }: RivalRecord) => ({
      name,
      strengths,
      weaknesses,
      howWeWin,
      archived: archivedAt !== null,
    }),
    save: (draft, version) =>
      save.mutateAsync({ params: { rivalId: rival.id }, body: { ...draft, version } }),
  })
  const { value, set } = form
  return (
    <Page title={rival.name} back="/rivals" status={mayWrite && <SaveState form={form} />}>
      <Card>
        <FormErrors problem={form.problem} bundles={[words]}>
          <div className={classes.fields}>
            <TextField
              name="name"
              label={w.fields.name}
              required
              disabled={!mayWrite}
              value={value.name}
              onChange={(name) => set({ name })}
            />
            {(['howWeWin', 'strengths', 'weaknesses'] as const).map((field) => (
              <TextArea
                key={field}
                name={field}
                label={w.fields[field]}
                hint={w.fields[`${field}Hint`]}
                disabled={!mayWrite}
                value={value[field]}
                onChange={(text) => set({ [field]: text })}
              />
            ))}
            {mayWrite && (
              <SwitchField
                name="archived"
                label={w.archive}
                value={value.archived}
                onChange={(archived) => set({ archived })}
              />
            )}
          </div>
        </FormErrors>
      </Card>
      <WhereUsed rival={rival} />
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.fields.name },
          { key: 'howWeWin', label: w.fields.howWeWin },
          { key: 'strengths', label: w.fields.strengths },
          { key: 'weaknesses', label: w.fields.weaknesses },
        ]}
      />
    </Page>
  )
}

function WhereUsed({ rival }: { rival: RivalRecord }) {
  const w = useWords(words)
  const f = useFormat()
  return (
    <Section title={w.whereUsed}>
      <DataList
        label={w.whereUsed}
        rows={rival.installed}
        rowKey={(row) => row.id}
        rowTo={(row) => `/accounts/${row.accountId}?tab=rivals`}
        columns={[
          { key: 'account', label: w.whereUsed, main: true, cell: (row) => row.accountName },
          { key: 'product', label: w.panel.productName, cell: (row) => row.productName },
          {
            key: 'end',
            label: w.panel.contractEnd,
            cell: (row) => (row.contractEnd ? f.shortDay(row.contractEnd) : ''),
          },
          {
            key: 'score',
            label: w.panel.satisfaction,
            cell: (row) => (row.score === null ? '' : `${row.score}/5`),
          },
        ]}
        empty={<p className={classes.small}>{w.whereUsedNone}</p>}
      />
    </Section>
  )
}

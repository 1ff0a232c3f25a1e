import { IconPlus, IconSwords } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useGo } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { DataList, FilterChips, SearchField } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { createRival, listRivals } from '../rivals.contract.ts'
import { words } from '../words/index.ts'

/** The library of rivals. */
export function RivalListPage() {
  const w = useWords(words)
  const mayWrite = useMay('selling.write')
  const [q, setQ] = useState('')
  const [archived, setArchived] = useState<'archived' | null>(null)
  const [adding, setAdding] = useState(false)
  const pages = usePages(
    listRivals,
    { query: { ...(q && { q }), ...(archived && { archived: 'true' as const }) } },
    { shows: ['accounts'] },
  )
  const add = mayWrite && (
    <Button variant="primary" icon={<IconPlus />} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  )
  return (
    <Page title={w.title} subtitle={w.subtitle} actions={add}>
      <SearchField value={q} onSearch={setQ} placeholder={w.search} />
      <FilterChips
        label={w.title}
        value={archived}
        onChange={setArchived}
        options={[{ value: 'archived', label: w.archived }]}
      />
      <DataList
        label={w.title}
        pages={pages}
        rowKey={(rival) => rival.id}
        rowTo={(rival) => `/rivals/${rival.id}`}
        columns={[
          { key: 'name', label: w.fields.name, main: true, cell: (rival) => rival.name },
          { key: 'howWeWin', label: w.fields.howWeWin, cell: (rival) => rival.howWeWin },
          { key: 'accounts', label: w.whereUsed, cell: (rival) => w.accounts(rival.accounts) },
        ]}
        empty={<EmptyState icon={<IconSwords />} title={w.empty} text={w.emptyText} action={!q && add} />}
      />
      {adding && <NewRival onClose={() => setAdding(false)} />}
    </Page>
  )
}

function NewRival({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const go = useGo()
  const [draft, setDraft] = useState(() => ({ id: newId(), name: '', howWeWin: '' }))
  const create = useWrite(createRival)
  const submit = () => create.mutate({ body: draft }, { onSuccess: (rival) => go(`/rivals/${rival.id}`) })
  return (
    <Sheet opened onClose={onClose} title={w.add}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <TextField
          name="name"
          label={w.fields.name}
          required
          autoFocus
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <TextArea
          name="howWeWin"
          label={w.fields.howWeWin}
          hint={w.fields.howWeWinHint}
          value={draft.howWeWin}
          onChange={(howWeWin) => setDraft({ ...draft, howWeWin })}
        />
        <FormActions>
          <SubmitButton busy={create.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SwitchField, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { type KindSetting, listVisitKinds, setVisitKind } from '../kinds.contract.ts'
import { kindWords } from '../words/kinds.ts'
import { useKinds } from './use-kinds.ts'
import classes from './visits.module.css'

/** How the company meets customers: what each way is called, which are not used, and ways of its own. */
export function VisitKindsPage() {
  const w = useWords(kindWords)
  const read = useRead(listVisitKinds)
  const { nameOf, builtInName } = useKinds()
  const [open, setOpen] = useState<KindSetting | 'new' | null>(null)
  return (
    <Page
      title={w.title}
      subtitle={w.subtitle}
      back="/settings"
      width="narrow"
      actions={
        <Button variant="primary" icon={<IconPlus size={18} />} onClick={() => setOpen('new')}>
          {w.add}
        </Button>
      }
    >
      <Loaded read={read}>
        {({ items }) => (
          <ul className={classes.stack}>
            {items.map((kind) => (
              <li key={kind.key}>
                <Card padding="tight" onClick={() => setOpen(kind)}>
                  <span className={classes.row}>
                    <span className={classes.grow}>{nameOf(kind.key)}</span>
                    {builtInName(kind.key) === null && <Tag tone="ice">{w.isOwn}</Tag>}
                    {kind.hidden && <Tag tone="quiet">{w.isHidden}</Tag>}
                  </span>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {open && (
        <KindSheet
          key={open === 'new' ? 'new' : open.key}
          kind={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

function KindSheet({ kind, onClose }: { kind: KindSetting | null; onClose: () => void }) {
  const w = useWords(kindWords)
  const { nameOf, builtInName } = useKinds()
  const [key] = useState(() => kind?.key ?? `own_${newId().replaceAll('-', '').slice(-16)}`)
  const [draft, setDraft] = useState({
    labelZh: kind?.labelZh ?? '',
    labelEn: kind?.labelEn ?? '',
    hidden: kind?.hidden ?? false,
  })
  const save = useWrite(setVisitKind)
  const builtIn = kind && builtInName(kind.key)
  const submit = () =>
    save.mutate(
      { params: { kindKey: key }, body: { ...draft, version: kind?.version ?? 0 } },
      {
        onSuccess: () => {
          toast(w.saved)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={kind ? w.edit(nameOf(kind.key)) : w.add} size="narrow">
      <Form onSubmit={submit} problem={save.error} bundles={[kindWords]} busy={save.isPending}>
        <TextField
          name="labelZh"
          label={w.labelZh}
          hint={builtIn ? w.builtInHint(builtIn) : w.ownHint}
          maxLength={20}
          value={draft.labelZh}
          onChange={(labelZh) => setDraft({ ...draft, labelZh })}
        />
        <TextField
          name="labelEn"
          label={w.labelEn}
          maxLength={30}
          value={draft.labelEn}
          onChange={(labelEn) => setDraft({ ...draft, labelEn })}
        />
        {kind && (
          <SwitchField
            name="hidden"
            label={w.hidden}
            hint={w.hiddenHint}
            value={draft.hidden}
            onChange={(hidden) => setDraft({ ...draft, hidden })}
          />
        )}
        <FormActions>
          <SubmitButton busy={save.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

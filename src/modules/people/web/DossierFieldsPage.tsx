import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page, Section } from '#ui/Page.tsx'
import { DOSSIER_GROUPS, type DossierField, listDossierFields } from '../people.contract.ts'
import { dossierFieldWords } from '../words/dossier-fields.ts'
import { DossierFieldSheet } from './DossierFieldSheet.tsx'
import { useFieldName } from './field-name.ts'
import classes from './Organisation.module.css'

const TONES = { normal: 'quiet', personal: 'ice', sensitive: 'warn' } as const

/** What the organisation wants to know about people: names, protection, what is not used, and fields of its own. */
export function DossierFieldsPage() {
  const w = useWords(dossierFieldWords)
  const nameOf = useFieldName()
  const read = useRead(listDossierFields)
  const [open, setOpen] = useState<DossierField | 'new' | null>(null)
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
          <>
            {DOSSIER_GROUPS.map((group) => {
              const fields = items.filter((field) => field.group === group)
              return (
                <Section key={group} title={w.group[group]}>
                  {fields.length === 0 && <p className={classes.quiet}>{w.noneOwn}</p>}
                  {fields.map((field) => (
                    <Card key={field.key} padding="tight" onClick={() => setOpen(field)}>
                      <span className={classes.fieldRow}>
                        <span className={classes.fieldName}>{nameOf(field)}</span>
                        {field.hidden && <Tag tone="quiet">{w.isHidden}</Tag>}
                        <Tag tone={TONES[field.class]}>{w.classes[field.class]}</Tag>
                      </span>
                    </Card>
                  ))}
                </Section>
              )
            })}
          </>
        )}
      </Loaded>
      {open && (
        <DossierFieldSheet
          key={open === 'new' ? 'new' : open.key}
          field={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

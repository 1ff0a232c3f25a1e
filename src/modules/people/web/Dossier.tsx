import { IconHistory, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { MaskedValue } from '#ui/MaskedValue.tsx'
import { Section } from '#ui/Page.tsx'
import {
  DOSSIER_GROUPS,
  type DossierField,
  type Fact,
  getDossier,
  listDossierFields,
  revealFact,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import { FactHistory } from './FactHistory.tsx'
import { FactSheet } from './FactSheet.tsx'
import { factText } from './fact-text.ts'
import { useFieldName } from './field-name.ts'
import classes from './Person.module.css'

/** The personal dossier: calm, in groups, each empty field asking its question. */
export function Dossier({ personId }: { personId: string }) {
  const w = useWords(words)
  const [history, setHistory] = useState(false)
  const dossier = useRead(getDossier, { params: { personId } }, { shows: ['people.dossier-fields'] })
  const fields = useRead(listDossierFields)
  return (
    <Section
      title={w.person.about}
      hint={w.person.aboutHint}
      actions={
        <Button size="sm" variant="quiet" icon={<IconHistory />} onClick={() => setHistory(true)}>
          {w.dossier.history}
        </Button>
      }
    >
      <Loaded read={dossier}>
        {({ facts, canWrite }) => (
          <Loaded read={fields}>
            {({ items }) => <Groups personId={personId} fields={items} facts={facts} canWrite={canWrite} />}
          </Loaded>
        )}
      </Loaded>
      {history && <FactHistory personId={personId} onClose={() => setHistory(false)} />}
    </Section>
  )
}

interface GroupsProps {
  personId: string
  fields: readonly DossierField[]
  facts: readonly Fact[]
  canWrite: boolean
}
function Groups({ personId, fields, facts, canWrite }: GroupsProps) {
  const w = useWords(words)
  const nameOf = useFieldName()
  const [open, setOpen] = useState<{ field: DossierField; fact: Fact | null } | null>(null)
  const byField = Map.groupBy(facts, (fact) => fact.field)
  return (
    <div className={classes.groups}>
      {DOSSIER_GROUPS.map((group) => {
        const here = fields.filter(
          (field) => field.group === group && (!field.hidden || byField.has(field.key)),
        )
        if (here.length === 0) return null
        return (
          <Card key={group}>
            <h3 className={classes.groupTitle}>{w.dossier.groups[group]}</h3>
            {here.map((field) => (
              <div key={field.key} className={classes.field}>
                <div className={classes.fieldHead}>
                  <span className={classes.fieldName}>{nameOf(field)}</span>
                  {canWrite && !field.hidden && (field.many || !byField.has(field.key)) && (
                    <IconButton
                      label={w.dossier.addTo(nameOf(field))}
                      icon={<IconPlus />}
                      onClick={() => setOpen({ field, fact: null })}
                    />
                  )}
                </div>
                {(byField.get(field.key) ?? []).map((fact) => (
                  <FactLine
                    key={fact.id}
                    personId={personId}
                    label={nameOf(field)}
                    fact={fact}
                    onChange={canWrite ? () => setOpen({ field, fact }) : undefined}
                  />
                ))}
                {!byField.has(field.key) && (
                  <p className={classes.ask}>{(w.dossier.ask as Record<string, string>)[field.key] ?? ''}</p>
                )}
              </div>
            ))}
          </Card>
        )
      })}
      {open && (
        <FactSheet personId={personId} field={open.field} fact={open.fact} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

interface FactLineProps {
  personId: string
  label: string
  fact: Fact
  onChange: (() => void) | undefined
}
function FactLine({ personId, label, fact, onChange }: FactLineProps) {
  const w = useWords(words)
  const f = useFormat()
  const reveal = useWrite(revealFact)
  const show = async (reason: string) => {
    const { value } = await reveal.mutateAsync({ params: { personId }, body: { factId: fact.id, reason } })
    return factText(value, w)
  }
  const old = fact.expiresOn !== null && fact.expiresOn < today()
  return (
    <div className={classes.fact}>
      <div className={classes.factText}>
        {fact.masked || fact.value === null ? (
          <MaskedValue label={label} reveal={show} bundles={[words]} />
        ) : (
          <span className={old ? classes.old : undefined}>{factText(fact.value, w)}</span>
        )}
        <div className={classes.head}>
          <span className={classes.small}>
            {w.dossier.by(fact.assertedByName, f.relative(fact.assertedAt))}
          </span>
          {fact.confidence !== 'confirmed' && <Tag tone="quiet">{w.confidence[fact.confidence]}</Tag>}
          {old && <Tag tone="warn">{w.dossier.expired}</Tag>}
        </div>
      </div>
      {onChange && (
        <IconButton label={w.dossier.changeFact(label)} icon={<IconPencil />} onClick={onChange} />
      )}
    </div>
  )
}

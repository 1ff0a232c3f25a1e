import { IconPencil, IconQuote } from '@tabler/icons-react'
import { useState } from 'react'
import { listVisitKinds, nameOfKind, type VisitCard } from '#modules/visits/visits.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useFormat, useLocale, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import type { ChainMap } from '../../chain.contract.ts'
import { words } from '../../words/index.ts'
import { seatWords } from '../../words/seat.ts'
import classes from './Seat.module.css'
import type { SourceValue, Sure } from './use-source.ts'

const SURE: readonly Sure[] = ['rumour', 'inferred', 'stated', 'confirmed']

interface SourceBarProps {
  value: SourceValue
  visits: readonly VisitCard[]
  people: ChainMap['people']
  onChange: (value: SourceValue) => void
}

/** What the next taps are kept with: one line, opened by one tap. Visits and people are this customer's. */
export function SourceBar({ value, visits, people, onChange }: SourceBarProps) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const [open, setOpen] = useState(false)
  const locale = useLocale()
  const kinds = useRead(listVisitKinds).data?.items ?? []
  const kindName = (v: VisitCard) => nameOfKind(kinds, v.kind, locale, s.source.visits) ?? ''
  const visitName = (v: VisitCard) => s.source.visit(f.shortDay(v.plannedAt), kindName(v))
  const named = () => {
    if (value.kind === 'visit') {
      const visit = visits.find((v) => v.id === value.id)
      return visit ? visitName(visit) : s.source.unnamedVisit
    }
    if (value.kind === 'person') return people.find((p) => p.id === value.id)?.name ?? s.source.choosePerson
    return value.note || (value.kind === 'document' ? s.source.document : s.source.note)
  }
  const options = [
    ...visits.slice(0, 4).map((v) => ({ value: v.id, label: visitName(v) })),
    { value: 'person', label: s.source.person },
    { value: 'document', label: s.source.document },
    { value: 'note', label: s.source.note },
  ]
  const chosen = value.kind === 'visit' ? (value.id ?? 'note') : value.kind
  const choose = (option: string | null) => {
    if (option === 'person' || option === 'document' || option === 'note')
      onChange({ ...value, kind: option, id: null })
    else if (option) onChange({ ...value, kind: 'visit', id: option })
  }
  return (
    <div className={classes.source}>
      <button
        type="button"
        className={classes.sourceLine}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <IconQuote size={16} aria-hidden />
        <span className={classes.sourceText}>
          <span className={classes.quiet}>{s.source.label}</span>{' '}
          {s.source.kept(named(), w.confidences[value.sure])}
        </span>
        <span className={classes.sourceChange}>
          <IconPencil size={16} aria-hidden />
          <span>{open ? s.source.done : s.source.change}</span>
        </span>
      </button>
      {open && (
        <div className={classes.sourceFields}>
          <ChipChoice label={s.source.from} required options={options} value={chosen} onChange={choose} />
          {value.kind === 'person' && (
            <SelectField
              label={s.source.whichPerson}
              options={people.map((p) => ({ value: p.id, label: p.name }))}
              value={value.id}
              onChange={(id) => onChange({ ...value, id })}
            />
          )}
          <TextField
            label={value.kind === 'document' ? s.source.documentName : s.source.noteText}
            value={value.note}
            maxLength={200}
            onChange={(note) => onChange({ ...value, note })}
          />
          <ChipChoice
            label={w.confidence}
            required
            options={SURE.map((sure) => ({ value: sure, label: w.confidences[sure] }))}
            value={value.sure}
            onChange={(sure) => sure && onChange({ ...value, sure })}
          />
          <Button variant="quiet" onClick={() => setOpen(false)}>
            {s.source.done}
          </Button>
        </div>
      )}
    </div>
  )
}

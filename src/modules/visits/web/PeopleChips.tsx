import { useState } from 'react'
import { listPeople } from '#modules/people/people.contract.ts'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { type Picked, RecordsPicker } from '#ui/RecordPicker.tsx'
import { words } from '../words/index.ts'
import { searchPeopleOf } from './pickers.ts'
import classes from './visits.module.css'

const AS_CHIPS = 16

interface PeopleChipsProps {
  accountId: string
  value: readonly string[]
  onChange: (ids: string[]) => void
  /** Already chosen people whose names are known, though they are not among the first. */
  known?: readonly { id: string; name: string; title: string }[]
}

/** People of one customer to choose from: chips while they are few, a search beside them where they are many. */
export function PeopleChips({ accountId, value, onChange, known = [] }: PeopleChipsProps) {
  const w = useWords(words)
  const read = useRead(listPeople, { params: { accountId }, query: { limit: AS_CHIPS } })
  const [found, setFound] = useState<Picked[]>([])
  return (
    <Loaded read={read}>
      {(page) => {
        const chips = new Map<string, string>()
        const add = (id: string, name: string, title = '') =>
          chips.set(id, title ? `${name} · ${title}` : name)
        for (const p of page.items) add(p.id, p.name, p.title)
        for (const p of known) add(p.id, p.name, p.title)
        for (const p of found) add(p.id, p.label, p.detail)
        if (chips.size === 0) return <p className={classes.muted}>{w.form.noPeople}</p>
        return (
          <div className={classes.stack}>
            <ChipChoice
              multiple
              name="personIds"
              label={w.form.people}
              hint={w.form.peopleHint}
              options={[...chips].map(([id, label]) => ({ value: id, label }))}
              value={value}
              onChange={onChange}
            />
            {page.next !== null && (
              <RecordsPicker
                label={w.record.addPerson}
                search={searchPeopleOf(accountId)}
                value={[]}
                onChange={([one]) => {
                  if (!one) return
                  setFound([...found, one])
                  onChange([...value.filter((id) => id !== one.id), one.id])
                }}
              />
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

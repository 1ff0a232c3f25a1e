import { IconArrowsExchange, IconBriefcase, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitDetail } from '#modules/visits/visits.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Page.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { learntWords } from '../../words/learnt.ts'
import { HeardPerson } from './HeardPerson.tsx'
import { HeardPost } from './HeardPost.tsx'
import { HeardTie } from './HeardTie.tsx'
import classes from './learnt.module.css'

type What = 'tie' | 'person' | 'post'
const FORMS = { tie: HeardTie, person: HeardPerson, post: HeardPost } as const
const ICONS = { tie: IconArrowsExchange, person: IconUserPlus, post: IconBriefcase } as const

/** What was said of others: who is close to whom, a name one had not heard, a position one did not know. */
export function Heard({ visit }: { visit: VisitDetail }) {
  const w = useWords(learntWords)
  const [open, setOpen] = useState<What | null>(null)
  const Form = open && FORMS[open]
  return (
    <Section title={w.heard.title}>
      <div className={classes.steps}>
        {(['tie', 'person', 'post'] as const).map((what) => {
          const Icon = ICONS[what]
          return (
            <Button key={what} icon={<Icon size={18} />} onClick={() => setOpen(what)}>
              {w.heard[what]}
            </Button>
          )
        })}
      </div>
      {Form && open && (
        <Sheet opened onClose={() => setOpen(null)} title={w.heard[open]}>
          <Form visit={visit} onDone={() => setOpen(null)} />
        </Sheet>
      )}
    </Section>
  )
}

import { useState } from 'react'
import { createPerson } from '#modules/people/people.contract.ts'
import { putPerson, type VisitDetail } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { CheckField, TextField } from '#ui/fields.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { words } from '../../words/index.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from '../field.module.css'

/** A name one had not heard before: kept with two words, the rest when one knows more. */
export function HeardPerson({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const w = useWords(learntWords)
  const say = useProblem(words)
  const [draft, setDraft] = useState({ id: newId(), name: '', title: '' })
  const [wasThere, setWasThere] = useState(false)
  const create = useSave(createPerson, { about: visit.accountName })
  const put = useSave(putPerson, { about: visit.accountName })
  const keep = () =>
    create.mutate(
      { params: { accountId: visit.accountId }, body: draft },
      {
        onSuccess: () => {
          if (wasThere)
            put.mutate(
              {
                params: { visitId: visit.id, personId: draft.id },
                body: { planned: false, met: true, depth: 'normal' },
              },
              { onError: (error) => problemToast(say(error)) },
            )
          toast(w.heard.kept(draft.name))
          onDone()
        },
      },
    )
  return (
    <Form onSubmit={keep} problem={create.error} bundles={[words]} busy={create.isPending}>
      <div className={classes.roomy}>
        <TextField
          name="name"
          label={w.heard.name}
          required
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <TextField
          name="title"
          label={w.heard.personTitle}
          value={draft.title}
          onChange={(title) => setDraft({ ...draft, title })}
        />
        <CheckField name="wasThere" label={w.heard.wasThere} value={wasThere} onChange={setWasThere} />
        <FormActions>
          <SubmitButton>{w.heard.keep}</SubmitButton>
        </FormActions>
      </div>
    </Form>
  )
}

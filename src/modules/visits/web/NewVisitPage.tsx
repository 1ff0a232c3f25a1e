import { useState } from 'react'
import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { useGo, useSearch } from '#platform/web/router.tsx'
import { useMe } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { TextField } from '#ui/fields.tsx'
import { Page } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { toast } from '#ui/toast.ts'
import {
  createVisit,
  GREW_FROM,
  type GrewFromKind,
  OBJECTIVE_KINDS,
  type ObjectiveKind,
  type VisitKind,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { type ChosenCompanion, Companions } from './Companions.tsx'
import { ObjectiveFields, type ObjectiveValue } from './ObjectiveFields.tsx'
import { PeopleChips } from './PeopleChips.tsx'
import { ProjectField } from './ProjectField.tsx'
import { searchAccounts } from './pickers.ts'
import { showPlanned } from './planned-here.ts'
import { TimeChoice } from './TimeChoice.tsx'
import { useKinds } from './use-kinds.ts'
import classes from './visits.module.css'

/**
 * Plans a visit in under a minute. Other screens hand over what they know in the address: `account`, `project`, `person`,
 * `follows`, and where the objective comes from: `kind`, `text`, `grew` (`need:<id>`).
 */
export function NewVisitPage() {
  const w = useWords(words)
  const go = useGo()
  const [search] = useSearch()
  const given = useRead(
    getAccount,
    { params: { accountId: search.account ?? '' } },
    { enabled: search.account !== undefined },
  )
  const [account, setAccount] = useState<Picked | null>(null)
  const chosen = account ?? (given.data ? { id: given.data.id, label: given.data.name } : null)
  const [id] = useState(newId)
  const [objectiveId] = useState(newId)
  const [plannedAt, setPlannedAt] = useState<string | null>(null)
  const kinds = useKinds()
  const [chosenKind, setKind] = useState<VisitKind | null>(null)
  const kind = chosenKind ?? kinds.usual
  const [personIds, setPersonIds] = useState<string[]>(search.person ? [search.person] : [])
  const [objective, setObjective] = useState<ObjectiveValue | null>(() => objectiveFrom(search))
  const [more, setMore] = useState(false)
  const [place, setPlace] = useState('')
  const [projectId, setProjectId] = useState<string | null>(search.project ?? null)
  const [companions, setCompanions] = useState<ChosenCompanion[]>([])
  const [asked, setAsked] = useState(false)
  const { member } = useMe()
  const create = useSave(createVisit, { about: chosen?.label ?? w.newVisit })

  const submit = () => {
    setAsked(true)
    if (!chosen || !plannedAt) return
    const body = {
      id,
      accountId: chosen.id,
      projectId,
      kind,
      plannedAt,
      place,
      personIds,
      companions: companions.map(({ memberId, part }) => ({ memberId, part })),
      objectives: objective ? [{ id: objectiveId, ...objective, grewFrom: grewFrom(search.grew) }] : [],
      followsId: search.follows ?? null,
    }
    create.mutate(
      { body },
      {
        onSuccess: ({ sent }) => {
          if (!sent) showPlanned(body, { me: member, accountName: chosen.label, companions })
          toast(sent ? w.form.submit : w.form.submitLater)
          go(`/visits/${id}`, { replace: true })
        },
      },
    )
  }

  return (
    <Page
      title={w.newVisit}
      back={search.account ? `/accounts/${search.account}?tab=visits` : '/visits'}
      width="narrow"
    >
      <Form
        onSubmit={submit}
        problem={create.error}
        bundles={[words]}
        busy={create.isPending}
        label={w.newVisit}
      >
        <div className={classes.roomy}>
          <Card>
            <div className={classes.roomy}>
              <RecordPicker
                name="accountId"
                label={w.form.account}
                hint={w.form.accountHint}
                required
                search={searchAccounts}
                value={chosen}
                onChange={(picked) => {
                  setAccount(picked)
                  // Whoever was chosen belongs to the other customer.
                  setPersonIds([])
                  setProjectId(null)
                }}
              />
              {asked && !chosen && <Missing>{w.form.needAccount}</Missing>}
              <TimeChoice value={plannedAt} onChange={setPlannedAt} />
              {asked && !plannedAt && <Missing>{w.form.needTime}</Missing>}
              <ChipChoice
                name="kind"
                label={w.form.kind}
                required
                options={kinds.options(kind)}
                value={kind}
                onChange={(one) => one && setKind(one)}
              />
              {chosen && <PeopleChips accountId={chosen.id} value={personIds} onChange={setPersonIds} />}
            </div>
          </Card>
          <Card>
            <div className={classes.roomy}>
              <div className={classes.strong}>{w.form.objective}</div>
              {objective === null ? (
                <ChipChoice
                  label={w.form.objective}
                  hideLabel
                  options={OBJECTIVE_KINDS.map((one) => ({ value: one, label: w.objectiveKinds[one] }))}
                  value={null}
                  onChange={(one) => one && setObjective({ ...NO_OBJECTIVE, kind: one })}
                />
              ) : (
                <ObjectiveFields
                  path="objectives.0."
                  value={objective}
                  onChange={(change) => setObjective({ ...objective, ...change })}
                />
              )}
            </div>
          </Card>
          {more ? (
            <Card>
              <div className={classes.roomy}>
                <TextField name="place" label={w.form.place} value={place} onChange={setPlace} />
                {chosen && <ProjectField accountId={chosen.id} value={projectId} onChange={setProjectId} />}
                <Companions value={companions} onChange={setCompanions} />
              </div>
            </Card>
          ) : (
            <Button variant="quiet" onClick={() => setMore(true)}>
              {w.form.more}
            </Button>
          )}
          <FormActions>
            <SubmitButton busy={create.isPending} full>
              {w.planVisit}
            </SubmitButton>
          </FormActions>
        </div>
      </Form>
    </Page>
  )
}

const NO_OBJECTIVE: ObjectiveValue = { kind: 'solution', text: '', best: '', acceptable: '', minimum: '' }

function Missing({ children }: { children: string }) {
  return (
    <div role="alert" style={{ color: 'var(--mantine-color-error)' }}>
      {children}
    </div>
  )
}

function objectiveFrom(search: Record<string, string>): ObjectiveValue | null {
  const kind = OBJECTIVE_KINDS.find((one) => one === search.kind)
  if (!kind && !search.text) return null
  return { ...NO_OBJECTIVE, kind: (kind ?? 'solution') satisfies ObjectiveKind, text: search.text ?? '' }
}

/** `need:0198…` → where the objective grew from. */
function grewFrom(text: string | undefined): { kind: GrewFromKind; id: string } | null {
  const [kind, id] = text?.split(':') ?? []
  const known = GREW_FROM.find((one) => one === kind)
  return known && id ? { kind: known, id } : null
}

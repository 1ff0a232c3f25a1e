import {
  IconArchive,
  IconArchiveOff,
  IconPencil,
  IconTransfer,
  IconTrash,
  IconUserOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useMay, useMe } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { problemToast, undoToast } from '#ui/toast.ts'
import { archivePerson, getPerson, type PersonRecord } from '../people.contract.ts'
import { words } from '../words/index.ts'
import { moveWords } from '../words/move.ts'
import { ChannelList } from './ChannelList.tsx'
import { Dossier } from './Dossier.tsx'
import { EmploymentList } from './EmploymentList.tsx'
import { EraseSheet } from './EraseSheet.tsx'
import { MoveSheet } from './MoveSheet.tsx'
import classes from './Person.module.css'
import { PersonForm } from './PersonForm.tsx'
import { TieList } from './TieList.tsx'

/** One key person: how to reach them, where they stand, and who they are. */
export function PersonPage() {
  const { personId } = useParams<{ personId: string }>()
  const read = useRead(getPerson, { params: { personId } }, { shows: ['accounts'] })
  return <Loaded read={read}>{(person) => <Person key={person.id} person={person} />}</Loaded>
}

function Person({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const sells = useMay('selling.read')
  const personal = useMay('personal.read')
  const [editing, setEditing] = useState(false)
  const back = `/accounts/${person.accountId}?tab=organisation`
  if (person.erasedAt)
    return (
      <Page title={w.tombstone} back={back}>
        <EmptyState icon={<IconUserOff />} title={w.tombstone} text={w.tombstoneText} />
      </Page>
    )
  const now = person.employments.find((e) => e.accountId === person.accountId && e.until === null)
  const where = [person.accountName, now?.unitName, now?.title].filter(Boolean).join(' · ')
  return (
    <Page
      title={person.name}
      subtitle={[person.formOfAddress, person.nameEn, where].filter(Boolean).join(' · ')}
      back={back}
      status={person.archivedAt && <Tag tone="quiet">{w.person.archived}</Tag>}
      actions={
        person.canWrite && (
          <Button icon={<IconPencil />} onClick={() => setEditing(true)}>
            {w.person.edit}
          </Button>
        )
      }
    >
      {person.doNotContact && <Notice tone="warn">{w.person.doNotContact}</Notice>}
      {sells && person.withheld && <Notice tone="ice">{w.person.withheld}</Notice>}
      {!person.withheld && <ChannelList person={person} />}
      <EmploymentList person={person} />
      {sells && personal && !person.withheld && <Dossier personId={person.id} />}
      {sells && <TieList person={person} />}
      {person.canWrite && <Ending person={person} />}
      {editing && <PersonForm person={person} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** What takes a person out of sight, and what takes them away for good. */
function Ending({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const say = useProblem(words)
  const { member } = useMe()
  const m = useWords(moveWords)
  const [moving, setMoving] = useState(false)
  const [erasing, setErasing] = useState(false)
  const archive = useWrite(archivePerson)
  const turn = (archived: boolean) =>
    archive.mutate(
      { params: { personId: person.id }, body: { archived } },
      {
        onSuccess: () => archived && undoToast(w.person.archiveDone, () => turn(false)),
        onError: (error) => problemToast(say(error)),
      },
    )
  const mayErase = member.role === 'supervisor' || member.role === 'administrator'
  return (
    <div className={classes.end}>
      {person.archivedAt ? (
        <Button icon={<IconArchiveOff />} busy={archive.isPending} onClick={() => turn(false)}>
          {w.person.restore}
        </Button>
      ) : (
        <Button variant="quiet" icon={<IconArchive />} busy={archive.isPending} onClick={() => turn(true)}>
          {w.person.archive}
        </Button>
      )}
      {!person.withheld && !person.archivedAt && (
        <Button variant="quiet" icon={<IconTransfer />} onClick={() => setMoving(true)}>
          {m.action}
        </Button>
      )}
      {mayErase && (
        <Button variant="danger" icon={<IconTrash />} onClick={() => setErasing(true)}>
          {w.person.erase}
        </Button>
      )}
      {moving && <MoveSheet person={person} onClose={() => setMoving(false)} />}
      {erasing && <EraseSheet person={person} onClose={() => setErasing(false)} />}
    </div>
  )
}

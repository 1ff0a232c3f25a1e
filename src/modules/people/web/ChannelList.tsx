import { IconCopy, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { SwitchField, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  addChannel,
  CHANNEL_KINDS,
  type Channel,
  changeChannel,
  type PersonRecord,
  removeChannel,
} from '../people.contract.ts'
import { words } from '../words/index.ts'
import classes from './Person.module.css'

/** How to reach a person: one touch calls, writes or copies. */
export function ChannelList({ person }: { person: PersonRecord }) {
  const w = useWords(words)
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<Channel | null>(null)
  return (
    <Section
      title={w.person.contact}
      actions={
        person.canWrite && (
          <Button size="sm" icon={<IconPlus />} onClick={() => setAdding(true)}>
            {w.channels.add}
          </Button>
        )
      }
    >
      <Card>
        {person.channels.length === 0 ? (
          <p className={classes.ask}>{w.channels.none}</p>
        ) : (
          <ul className={classes.list}>
            {person.channels.map((channel) => (
              <li key={channel.id} className={classes.row}>
                <div className={classes.words}>
                  <div className={classes.head}>
                    <span className={classes.small}>{w.channels.kind[channel.kind]}</span>
                    {channel.preferred && <Tag tone="ice">{w.channels.preferred}</Tag>}
                    {channel.label && <span className={classes.small}>{channel.label}</span>}
                  </div>
                  <Reach channel={channel} />
                </div>
                {person.canWrite && (
                  <div className={classes.actions}>
                    <IconButton
                      label={`${w.channels.change} ${channel.value}`}
                      icon={<IconPencil />}
                      onClick={() => setEditing(channel)}
                    />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {adding && <NewChannel person={person} onClose={() => setAdding(false)} />}
      {editing && (
        <ChannelForm
          key={editing.id}
          channel={person.channels.find((channel) => channel.id === editing.id) ?? editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

function Reach({ channel }: { channel: Channel }) {
  const w = useWords(words)
  const { kind, value } = channel
  if (kind === 'mobile' || kind === 'landline')
    return (
      <a
        className={classes.contact}
        href={`tel:${value.replaceAll(/[^\d+]/g, '')}`}
        aria-label={w.channels.call(value)}
      >
        {value}
      </a>
    )
  if (kind === 'email')
    return (
      <a className={classes.contact} href={`mailto:${encodeURI(value)}`} aria-label={w.channels.mail(value)}>
        {value}
      </a>
    )
  const copy = () => void navigator.clipboard?.writeText(value).then(() => toast(w.channels.copied))
  return (
    <span className={classes.head}>
      <span className={classes.value}>{value}</span>
      <IconButton label={w.channels.copy(value)} icon={<IconCopy />} onClick={copy} />
    </span>
  )
}

interface Draft {
  kind: Channel['kind']
  value: string
  label: string
  preferred: boolean
}
function ChannelFields({ value, set }: { value: Draft; set: (change: Partial<Draft>) => void }) {
  const w = useWords(words)
  return (
    <>
      <ChipChoice
        name="kind"
        label={w.person.contact}
        hideLabel
        required
        value={value.kind}
        onChange={(kind) => kind && set({ kind })}
        options={CHANNEL_KINDS.map((kind) => ({ value: kind, label: w.channels.kind[kind] }))}
      />
      <TextField
        name="value"
        type={
          value.kind === 'email'
            ? 'email'
            : value.kind === 'mobile' || value.kind === 'landline'
              ? 'tel'
              : 'text'
        }
        label={w.channels.value}
        required
        value={value.value}
        onChange={(text) => set({ value: text })}
      />
      <TextField
        name="label"
        label={w.channels.label}
        hint={w.channels.labelHint}
        value={value.label}
        onChange={(label) => set({ label })}
      />
      <SwitchField
        name="preferred"
        label={w.channels.preferred}
        hint={w.channels.preferredHint}
        value={value.preferred}
        onChange={(preferred) => set({ preferred })}
      />
    </>
  )
}

function NewChannel({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const w = useWords(words)
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    kind: 'mobile' as Channel['kind'],
    value: '',
    label: '',
    preferred: person.channels.length === 0,
  }))
  const save = useSave(addChannel, { about: person.name })
  const submit = () => save.mutate({ params: { personId: person.id }, body: draft }, { onSuccess: onClose })
  return (
    <Sheet opened onClose={onClose} title={w.channels.add}>
      <Form onSubmit={submit} problem={save.error} bundles={[words]} busy={save.isPending}>
        <ChannelFields value={draft} set={(change) => setDraft({ ...draft, ...change })} />
        <FormActions>
          <SubmitButton busy={save.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

function ChannelForm({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const w = useWords(words)
  const say = useProblem(words)
  const save = useSave(changeChannel, { about: w.channels.kind[channel.kind] })
  const remove = useWrite(removeChannel)
  const form = useAutosave({
    record: channel,
    pick: ({ kind, value, label, preferred }: Channel): Draft => ({ kind, value, label, preferred }),
    save: (draft, version) =>
      save.mutateAsync({ params: { channelId: channel.id }, body: { ...draft, version } }),
  })
  const drop = () =>
    remove.mutate(
      { params: { channelId: channel.id } },
      {
        onSuccess: () => {
          toast(w.channels.removed)
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.channels.change} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <ChannelFields value={form.value} set={form.set} />
        <FormActions>
          <RemoveButton busy={remove.isPending} onClick={drop} />
        </FormActions>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'value', label: w.channels.value },
          { key: 'label', label: w.channels.label },
          { key: 'preferred', label: w.channels.preferred },
        ]}
      />
    </Sheet>
  )
}

function RemoveButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const w = useWords(words)
  return (
    <Button variant="danger" busy={busy} onClick={onClick}>
      {w.channels.remove}
    </Button>
  )
}

import { useState } from 'react'
import type { ChartEdit } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker, RecordsPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import type { ChainMap } from '../../chain.contract.ts'
import type { MapHolder } from '../../map.rules.ts'
import { mapWords } from '../../words/map.ts'
import type { ShownMap } from './scene.ts'
import classes from './tools.module.css'
import type { Holders } from './use-holders.ts'

type Post = ChainMap['posts'][number]

interface PostSheetProps {
  people: Holders
  map: ShownMap
  /** The post to change; or, with `isNew`, where to begin from. */
  post: Post
  isNew: boolean
  holders: readonly MapHolder[]
  onEdit: (edits: ChartEdit[], said: string) => boolean
  onOpenPerson: (personId: string) => void
  /** Further steps from this post; null where it is new. */
  more: { below: () => void; beside: () => void; move: () => void; remove: () => void } | null
  onClose: () => void
}

/** One post: its title, department, superior, dotted lines and who holds it. What changed is one step. */
export function PostSheet({
  people,
  map,
  post,
  isNew,
  holders,
  onEdit,
  onOpenPerson,
  more,
  onClose,
}: PostSheetProps) {
  const m = useWords(mapWords)
  const called = nameOfPosts(map)
  const picked = (id: string): Picked => ({ id, ...called(id) })
  const [draft, setDraft] = useState({
    title: post.title,
    unitId: post.unitId,
    boss: post.reportsToId ? picked(post.reportsToId) : null,
    dotted: post.dottedToIds.map(picked),
    empty: (post.vacant ? 'vacant' : 'unknown') as 'vacant' | 'unknown',
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const search = searchPosts(map, post.id)

  const submit = () => {
    const title = draft.title.trim()
    if (!title) return
    const wanted = {
      title,
      unitId: draft.unitId,
      reportsToId: draft.boss?.id ?? null,
      dottedToIds: draft.dotted.map((d) => d.id),
      vacant: holders.length === 0 ? draft.empty === 'vacant' : post.vacant,
      holderUnknown: holders.length === 0 ? draft.empty === 'unknown' : post.holderUnknown,
    }
    if (isNew) {
      if (onEdit([{ do: 'add-post', post: { id: post.id, ...wanted } }], m.did['add-post'](title))) onClose()
      return
    }
    const changed = changedFields(post, wanted)
    if (Object.keys(changed).length === 0) onClose()
    else if (onEdit([{ do: 'change-post', postId: post.id, ...changed }], m.did['change-post'](title)))
      onClose()
  }

  return (
    <Sheet opened onClose={onClose} title={isNew ? m.edit.newPost : post.title}>
      <Form onSubmit={submit} bundles={[mapWords]}>
        <TextField
          name="title"
          label={m.edit.postTitle}
          required
          autoFocus={isNew}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        {map.units.length > 0 && (
          <SelectField
            name="unitId"
            label={m.edit.unit}
            value={draft.unitId}
            onChange={(unitId) => set({ unitId })}
            options={map.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        )}
        <RecordPicker
          label={m.edit.reportsTo}
          value={draft.boss}
          onChange={(boss) => set({ boss })}
          search={search}
        />
        <RecordsPicker
          label={m.edit.dottedTo}
          hint={m.edit.dottedHint}
          value={draft.dotted}
          onChange={(dotted) => set({ dotted })}
          search={search}
        />
        {holders.length === 0 && (
          <ChipChoice
            label={m.edit.holder}
            required
            value={draft.empty}
            onChange={(empty) => empty && set({ empty })}
            options={[
              { value: 'unknown', label: m.edit.holderUnknown },
              { value: 'vacant', label: m.edit.vacant },
            ]}
          />
        )}
        <FormActions>
          <SubmitButton disabled={!draft.title.trim()}>{isNew ? m.edit.add : m.edit.save}</SubmitButton>
        </FormActions>
      </Form>
      {!isNew && (
        <HolderList
          people={people}
          map={map}
          post={post}
          holders={holders}
          onOpenPerson={onOpenPerson}
          onClose={onClose}
        />
      )}
      {more && (
        <div className={classes.more}>
          <Button size="sm" onClick={more.below}>
            {m.edit.addBelow}
          </Button>
          <Button size="sm" onClick={more.beside}>
            {m.edit.addBeside}
          </Button>
          <Button size="sm" onClick={more.move}>
            {m.edit.move}
          </Button>
          <Button size="sm" variant="danger" onClick={more.remove}>
            {m.edit.remove}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

interface HolderListProps {
  people: Holders
  map: ShownMap
  post: Post
  holders: readonly MapHolder[]
  onOpenPerson: (personId: string) => void
  onClose: () => void
}

/** Who holds the post: leaving it, or a person we know or meet now taking it. */
function HolderList({ people, map, post, holders, onOpenPerson, onClose }: HolderListProps) {
  const m = useWords(mapWords)
  const [who, setWho] = useState<Picked | null>(null)
  const assign = async () => {
    if (!who) return
    const isNew = who.id.startsWith('new:')
    await (isNew ? people.create(who.label, post) : people.assign({ id: who.id, name: who.label }, post))
    onClose()
  }
  return (
    <div className={classes.form}>
      {holders.length > 0 && (
        <ul className={classes.held}>
          {holders.map((holder) => (
            <li key={holder.id}>
              <Button size="sm" variant="quiet" onClick={() => onOpenPerson(holder.id)}>
                {holder.name}
              </Button>
              <Button
                size="sm"
                busy={people.busy}
                onClick={() => void people.leave(holder, post).then(onClose)}
              >
                {m.edit.leave(holder.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RecordPicker
        label={m.edit.assign}
        hint={m.edit.assignHint}
        value={who}
        onChange={setWho}
        search={searchPeople(map, holders)}
        create={async (text) => ({ id: `new:${newId()}`, label: text })}
      />
      {who && (
        <Button busy={people.busy} onClick={() => void assign()}>
          {who.id.startsWith('new:') ? m.edit.assignCreate(who.label) : m.edit.save}
        </Button>
      )}
    </div>
  )
}

/** What of a post is different, and nothing else. */
export function changedFields<T extends object>(before: T, wanted: Partial<T>): Partial<T> {
  const changed: Partial<T> = {}
  for (const key of Object.keys(wanted) as (keyof T)[])
    if (JSON.stringify(before[key]) !== JSON.stringify(wanted[key])) changed[key] = wanted[key] as T[keyof T]
  return changed
}

/** A post as one calls it: who holds it, and what it is. */
export function nameOfPosts(map: ShownMap): (id: string) => { label: string; detail?: string } {
  const titles = new Map(map.posts.map((p) => [p.id, p.title]))
  const holders = new Map<string, string>()
  for (const { name, postIds } of map.people)
    for (const id of postIds) if (!holders.has(id)) holders.set(id, name)
  return (id) => {
    const title = titles.get(id) ?? ''
    const holder = holders.get(id)
    return holder ? { label: holder, detail: title } : { label: title }
  }
}

const MOST_OFFERED = 20

/** Finds posts of this chart for a picker, without the one it is for. */
export function searchPosts(map: ShownMap, except: string) {
  const called = nameOfPosts(map)
  return async (text: string): Promise<Picked[]> => {
    const wanted = text.toLowerCase()
    const found: Picked[] = []
    for (const { id } of map.posts) {
      if (id === except || found.length >= MOST_OFFERED) continue
      const { label, detail } = called(id)
      if (`${label} ${detail ?? ''}`.toLowerCase().includes(wanted))
        found.push({ id, label, ...(detail && { detail }) })
    }
    return found
  }
}

/** Finds people of this customer for a picker, without those named. */
export function searchPeople(map: ShownMap, except: readonly { id: string }[]) {
  const held = new Set(except.map((holder) => holder.id))
  return async (text: string): Promise<Picked[]> => {
    const wanted = text.toLowerCase()
    return map.people
      .filter((one) => !held.has(one.id) && `${one.name} ${one.title}`.toLowerCase().includes(wanted))
      .slice(0, MOST_OFFERED)
      .map(({ id, name, title, unitName }) => ({
        id,
        label: name,
        ...((title || unitName) && { detail: [unitName, title].filter(Boolean).join(' · ') }),
      }))
  }
}

import { useState } from 'react'
import type { ChartEdit } from '#modules/accounts/accounts.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import type { ChainMap } from '../../chain.contract.ts'
import { mapWords } from '../../words/map.ts'
import { changedFields, nameOfPosts, searchPosts } from './PostSheet.tsx'
import type { ShownMap } from './scene.ts'

interface MoveSheetProps {
  map: ShownMap
  post: ChainMap['posts'][number]
  onEdit: (edits: ChartEdit[], said: string) => boolean
  onClose: () => void
}

/** Moving a post without dragging it: whom it reports to, and which department it is of. */
export function MoveSheet({ map, post, onEdit, onClose }: MoveSheetProps) {
  const m = useWords(mapWords)
  const called = nameOfPosts(map)
  const [boss, setBoss] = useState<Picked | null>(
    post.reportsToId ? { id: post.reportsToId, ...called(post.reportsToId) } : null,
  )
  const [unitId, setUnitId] = useState(post.unitId)
  const submit = () => {
    const changed = changedFields(post, { reportsToId: boss?.id ?? null, unitId })
    if (Object.keys(changed).length === 0) onClose()
    else if (onEdit([{ do: 'change-post', postId: post.id, ...changed }], m.did.move(called(post.id).label)))
      onClose()
  }
  return (
    <Sheet opened onClose={onClose} title={m.edit.moveTitle(called(post.id).label)} size="narrow">
      <Form onSubmit={submit} bundles={[mapWords]}>
        <RecordPicker
          label={m.edit.moveToPost}
          value={boss}
          onChange={setBoss}
          search={searchPosts(map, post.id)}
        />
        {map.units.length > 0 && (
          <SelectField
            label={m.edit.moveToUnit}
            value={unitId}
            onChange={setUnitId}
            options={map.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        )}
        <FormActions>
          <SubmitButton>{m.edit.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

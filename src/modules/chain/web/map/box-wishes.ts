import type { Words } from '#platform/words/words.ts'
import type { zh } from '../../words/map.zh-CN.ts'
import { newPost, type Opened } from './opened.ts'
import type { ShownMap } from './scene.ts'
import type { BoxWishes } from './sheets.tsx'
import type { ChartEditing } from './use-chart-editing.ts'
import type { Sight } from './use-sight.ts'

interface Means {
  shown: ShownMap
  sight: Sight
  edit: ChartEditing['edit']
  open: (what: Opened) => void
  openPerson: (personId: string) => void
  m: Words<typeof zh>
}

/** What one can do with one box, whoever asks: its menu, its sheet, or a key. */
export function wishesOf(id: string, { shown, sight, edit, open, openPerson, m }: Means): BoxWishes {
  const box = sight.scene.boxes.get(id)
  const post = shown.posts.find((one) => one.id === id)
  return {
    open: openPerson,
    openPost: () => open(box?.kind === 'unit' ? { what: 'unit', id } : { what: 'post', id }),
    fold: () => sight.fold(id),
    focus: () => sight.focusOn(sight.focus === id ? null : id),
    move: () => open({ what: 'move', id }),
    addBelow: () =>
      open(newPost(post ? { unitId: post.unitId, reportsToId: id } : { unitId: box?.unitId ?? null })),
    addBeside: () => open(newPost({ unitId: post?.unitId ?? null, reportsToId: post?.reportsToId ?? null })),
    remove: () => {
      if (!post) return
      sight.setAnchor(post.reportsToId)
      if (edit([{ do: 'remove-post', postId: id }], m.did['remove-post'](post.title)))
        sight.setCurrent(post.reportsToId)
    },
  }
}

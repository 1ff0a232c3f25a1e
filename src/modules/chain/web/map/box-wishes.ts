import type { Words } from '#platform/words/words.ts'
import type { MapBox } from '../../map.rules.ts'
import type { zh } from '../../words/map.zh-CN.ts'
import type { zh as tieZh } from '../../words/map-ties.zh-CN.ts'
import { newPost, type Opened } from './opened.ts'
import type { ShownMap } from './scene.ts'
import type { BoxWishes } from './sheets.tsx'
import { namesOf } from './TiesSheet.tsx'
import type { ChartEditing } from './use-chart-editing.ts'
import type { Sight } from './use-sight.ts'
import type { TieMaking } from './use-tie-making.ts'

interface Means {
  shown: ShownMap
  sight: Sight
  edit: ChartEditing['edit']
  open: (what: Opened) => void
  openPerson: (personId: string) => void
  m: Words<typeof zh>
  t: Words<typeof tieZh>
  /** Null: one may only look. */
  making: TieMaking | null
}

/** What one can do with one box, whoever asks: its menu, its sheet, or a key. */
export function wishesOf(
  id: string,
  { shown, sight, edit, open, openPerson, making, m, t }: Means,
): BoxWishes {
  const box = sight.scene.boxes.get(id)
  const post = shown.posts.find((one) => one.id === id)
  return {
    open: openPerson,
    recordTie: making && ((holder) => making.start(holder)),
    ties: drawnTies(box, shown, m, t).map(({ id, sentence }) => ({
      id,
      sentence,
      open: () => open({ what: 'ties', ids: [id] }),
    })),
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

/** The ties of whoever stands in a box, as sentences. */
function drawnTies(box: MapBox | undefined, shown: ShownMap, m: Words<typeof zh>, t: Words<typeof tieZh>) {
  const here = new Set(box?.holders.map((holder) => holder.id))
  const called = namesOf(shown)
  return shown.ties
    .filter(({ fromId, toId }) => here.has(fromId) || here.has(toId))
    .map(({ id, fromId, toId, kind }) => ({
      id,
      sentence: t.sentence(called(fromId), m.ties[kind] ?? kind, called(toId)),
    }))
}

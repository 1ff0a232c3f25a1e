import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { type Drop, dropOn, type Lifted, type Target } from '../../map-moves.rules.ts'
import { mapWords } from '../../words/map.ts'
import { holds, type Point } from './camera.ts'
import { nameOfPosts } from './PostSheet.tsx'
import type { Emphasis } from './paint.ts'
import type { Scene, ShownMap } from './scene.ts'
import type { ChartEditing } from './use-chart-editing.ts'
import type { Holders } from './use-holders.ts'

export interface Carried {
  lifted: Lifted
  name: string
  /** By keys, what is walked to is where it would go. */
  byKeys: boolean
  at: Point | null
  drop: Drop | null
  target: Emphasis['target']
}

export interface Carrying {
  carried: Carried | null
  lift: (id: string, byKeys: boolean) => void
  /** Held over a place of the chart. */
  over: (at: Point, screen: Point) => void
  /** Walked to a box. */
  overBox: (id: string) => void
  drop: () => void
  letGo: () => void
  /** What letting go would do, or why it would not. */
  says: string
}

/** Lifting a box and putting it down elsewhere: what would come of it is said before it is done. */
export function useCarry(scene: Scene, map: ShownMap, editing: ChartEditing, holders: Holders): Carrying {
  const m = useWords(mapWords)
  const [carried, setCarried] = useState<Carried | null>(null)
  const called = nameOfPosts(map)
  const unitName = (id: string) => scene.units.get(id)?.name ?? ''
  const judge = (lifted: Lifted, target: Target): Drop =>
    dropOn(map, lifted, target, (postId) => scene.boxes.get(postId)?.holders.length ?? 0)

  const hold = (now: Carried, target: Target | null, shownAt: string | null, at: Point | null): Carried => {
    const drop = target ? judge(now.lifted, target) : null
    const marked = drop && shownAt ? { id: shownAt, good: drop.ok } : null
    return { ...now, at, drop, target: marked }
  }
  const targetOfBox = (id: string): Target => {
    const box = scene.boxes.get(id)
    return box?.kind === 'unit' ? { kind: 'unit', id, headId: null } : { kind: 'post', id }
  }

  const lift = (id: string, byKeys: boolean) => {
    const box = scene.boxes.get(id)
    if (!box) return
    const name = box.holders[0]?.name ?? box.title
    setCarried({ lifted: { kind: box.kind, id }, name, byKeys, at: null, drop: null, target: null })
  }
  const over = (at: Point, screen: Point) =>
    setCarried((now) => {
      if (!now) return now
      for (const [id, rect] of scene.layout.places)
        if (holds(rect, at) && scene.boxes.get(id)?.kind !== 'person')
          return hold(now, targetOfBox(id), id, screen)
      for (const region of scene.layout.regions) {
        if (!region.rects.some((rect) => holds(rect, at))) continue
        const [head] = region.boxIds
        const headId = head && scene.boxes.get(head)?.kind === 'post' ? head : null
        return hold(now, { kind: 'unit', id: region.unitId, headId }, region.id, screen)
      }
      return hold(now, null, null, screen)
    })
  const overBox = (id: string) => setCarried((now) => now && hold(now, targetOfBox(id), id, null))
  const drop = () => {
    const now = carried
    setCarried(null)
    if (!now?.drop?.ok) return
    if (now.drop.does === 'seat') {
      const { postId } = now.drop
      const post = map.posts.find((one) => one.id === postId)
      if (post) void holders.assign({ id: now.lifted.id, name: now.name }, post)
    } else editing.edit(now.drop.edits, m.did.move(now.name))
  }

  const says = (() => {
    if (!carried) return ''
    const { name, drop: now, byKeys } = carried
    if (!now) return byKeys ? m.drop.carrying(name) : m.drop.nowhere(name)
    if (!now.ok) {
      if (now.why === 'below') return m.drop.below(name)
      if (now.why === 'unit-below') return m.drop.unitBelow(name)
      return now.why === 'person-needs-post' ? m.drop.personNeedsPost : m.drop[now.why]
    }
    if (now.does === 'report') return m.drop.report(name, called(now.bossId).label)
    if (now.does === 'nest-unit') return m.drop.nestUnit(name, unitName(now.parentId))
    if (now.does === 'seat') return m.drop.seat(name, scene.boxes.get(now.postId)?.title ?? '')
    return now.bossId
      ? m.drop.moveUnitUnder(name, unitName(now.unitId), called(now.bossId).label)
      : m.drop.moveUnit(name, unitName(now.unitId))
  })()

  return { carried, lift, over, overBox, drop, letGo: () => setCarried(null), says }
}

import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import {
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { memo, useEffect, useMemo, useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { IconButton } from '#ui/Button.tsx'
import type { ChainMap } from '../chain.contract.ts'
import { stanceWord } from '../findings.rules.ts'
import { boxSize, type MapBox, mapOf } from '../map.rules.ts'
import { words } from '../words/index.ts'
import classes from './Chain.module.css'
import { arrange, type Placed } from './layout.ts'
import { StanceMark } from './StanceMark.tsx'

type BoxNode = Node<{ box: MapBox; onOpen: (personId: string) => void }, 'box'>

/** One post or person. A button, so that it is reached by Tab and opened by Enter like any other. */
const Box = memo(function Box({ data }: NodeProps<BoxNode>) {
  const w = useWords(words)
  const { box, onOpen } = data
  const { person, seat } = box
  const roles = seat?.buyingRoles ?? []
  const name = person?.name ?? (box.empty === 'unknown' ? w.holderUnknown : w.vacant)
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} style={{ opacity: 0 }} />
      <button
        type="button"
        className={classes.box}
        data-empty={box.empty ?? undefined}
        data-off={person && !seat ? true : undefined}
        data-stance={seat ? stanceWord(seat.stance) : undefined}
        data-weight={(seat?.influence ?? 0) >= 7 ? 'heavy' : undefined}
        disabled={!person}
        onClick={() => person && onOpen(person.id)}
      >
        <span className={classes.who}>
          <span>{name}</span>
          {seat && <StanceMark stance={seat.stance} withWord={false} />}
        </span>
        <span className={classes.what}>{[box.title, box.unitName].filter(Boolean).join(' · ')}</span>
        {roles.length > 0 && (
          <span className={classes.parts}>
            {roles.slice(0, 2).map((role) => (
              <span key={role} className={classes.part}>
                {w.roles[role]}
              </span>
            ))}
            {roles.length > 2 && <span className={classes.part}>+{roles.length - 2}</span>}
          </span>
        )}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} style={{ opacity: 0 }} />
    </>
  )
})
const nodeTypes = { box: Box }

export interface ChainMapViewProps {
  map: ChainMap
  showTies: boolean
  onOpen: (personId: string) => void
}

/** The organisation as boxes and lines: solid for reporting, dashed for dotted lines, coloured for ties. */
export function ChainMapView(props: ChainMapViewProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ map, showTies, onOpen }: ChainMapViewProps) {
  const w = useWords(words)
  const flow = useReactFlow()
  const drawn = useMemo(() => mapOf(map), [map])
  const [placed, setPlaced] = useState<Placed | null>(null)
  useEffect(() => {
    let current = true
    const sized = drawn.boxes.map((box) => ({ id: box.id, ...boxSize(box.seat?.influence ?? null) }))
    arrange(
      sized,
      drawn.lines.filter((line) => line.kind === 'solid'),
    ).then((at) => current && setPlaced(at))
    return () => {
      current = false
    }
  }, [drawn])

  const nodes = useMemo<BoxNode[]>(
    () =>
      drawn.boxes.flatMap((box) => {
        const at = placed?.get(box.id)
        if (!at) return []
        const { width, height } = boxSize(box.seat?.influence ?? null)
        return [
          {
            id: box.id,
            type: 'box' as const,
            position: at,
            width,
            height,
            data: { box, onOpen },
            draggable: false,
            focusable: false,
          },
        ]
      }),
    [drawn, placed, onOpen],
  )
  const edges = useMemo<Edge[]>(
    () =>
      drawn.lines
        .filter((line) => showTies || line.kind !== 'tie')
        .map((line) => ({
          id: line.id,
          source: line.from,
          target: line.to,
          type: line.kind === 'tie' ? 'straight' : 'smoothstep',
          focusable: false,
          style: {
            stroke: line.kind === 'tie' ? 'var(--ib-accent)' : 'var(--chain-line)',
            strokeWidth: line.kind === 'tie' ? 2 : 1.5,
            ...(line.kind !== 'solid' && { strokeDasharray: line.kind === 'dotted' ? '5 4' : '2 4' }),
          },
        })),
    [drawn, showTies],
  )

  return (
    <section className={classes.canvas} aria-label={w.mapLabel(map.posts.length, map.people.length)}>
      {!placed && <div className={classes.busy}>{w.layingOut}</div>}
      {placed && (
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          fitView
          fitViewOptions={{ padding: 0.08, minZoom: 0.35, maxZoom: 1 }}
          minZoom={0.08}
          maxZoom={1.8}
          nodesConnectable={false}
          nodesDraggable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements
          proOptions={{ hideAttribution: false }}
          attributionPosition="bottom-left"
        />
      )}
      <div className={classes.tools}>
        <IconButton label={w.zoom.in} icon={<IconPlus />} onClick={() => flow.zoomIn()} />
        <IconButton label={w.zoom.out} icon={<IconMinus />} onClick={() => flow.zoomOut()} />
        <IconButton
          label={w.zoom.fit}
          icon={<IconMaximize />}
          onClick={() => flow.fitView({ padding: 0.08 })}
        />
      </div>
    </section>
  )
}

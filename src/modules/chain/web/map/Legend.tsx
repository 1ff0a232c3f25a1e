import { useWords } from '#platform/words/use.ts'
import { SwitchField } from '#ui/fields.tsx'
import { stanceWord } from '../../findings.rules.ts'
import { mapWords } from '../../words/map.ts'
import { StanceMark } from '../StanceMark.tsx'
import { standOf, tieTone, tieWidth } from './palette.ts'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'

interface LegendProps {
  scene: Scene
  kinds: ReadonlySet<string>
  onKind: (kind: string) => void
  onlyChain: boolean
  onOnlyChain: (on: boolean) => void
}

/** What the signs on this map mean, only those that are on it; lines can be shown and hidden here. */
export function Legend({ scene, kinds, onKind, onlyChain, onOnlyChain }: LegendProps) {
  const m = useWords(mapWords)
  const counts = new Map<string, number>()
  for (const line of scene.lines) {
    const kind = line.tie ?? line.kind
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const seats = [...scene.boxes.values()].flatMap((box) => box.holders.flatMap((h) => h.seat ?? []))
  // One of each word, from hostile to champion, unknown last.
  const stances = [...new Map(seats.map((s) => [stanceWord(s.stance), s.stance])).values()].sort(
    (a, b) => (a ?? 99) - (b ?? 99),
  )
  const empties = new Set([...scene.boxes.values()].map((box) => box.empty))
  const stands = new Set(scene.layout.regions.map((region) => standOf(scene.units.get(region.unitId)?.stand)))
  return (
    <div className={classes.legend}>
      {counts.size > 0 && (
        <fieldset className={classes.group}>
          <legend>{m.lines}</legend>
          <p className={classes.hint}>{m.linesHint}</p>
          <div className={classes.lines}>
            {[...counts].map(([kind, count]) => (
              <button
                key={kind}
                type="button"
                className={classes.line}
                aria-pressed={kinds.has(kind)}
                onClick={() => onKind(kind)}
              >
                <LineSample kind={kind} />
                <span>{kind === 'dotted' ? m.dotted : (m.ties[kind] ?? kind)}</span>
                <span className={classes.quiet}>{count}</span>
              </button>
            ))}
          </div>
          {[...counts.keys()].some((kind) => kind !== 'dotted') && (
            <p className={classes.hint}>{m.tieHint}</p>
          )}
        </fieldset>
      )}
      {seats.length > 0 && (
        <fieldset className={classes.group}>
          <legend>{m.legend}</legend>
          <div className={classes.signs}>
            {stances.map((stance) => (
              <StanceMark key={stanceWord(stance)} stance={stance} />
            ))}
          </div>
          <p className={classes.hint}>{m.legendStance}</p>
          <p className={classes.hint}>{m.legendSize}</p>
          <SwitchField label={m.onlyChain} value={onlyChain} onChange={onOnlyChain} />
        </fieldset>
      )}
      {(empties.has('vacant') || empties.has('unknown')) && (
        <p className={classes.hint}>
          {(['vacant', 'unknown'] as const)
            .filter((empty) => empties.has(empty))
            .map((empty) => m.legendEmpty[empty])
            .join(' · ')}
        </p>
      )}
      {[...stands].some((stand) => stand !== 'none') && (
        <fieldset className={classes.group}>
          <legend>{m.standsHint}</legend>
          <div className={classes.signs}>
            {(['decide', 'purchase', 'use', 'support', 'oppose'] as const)
              .filter((stand) => stands.has(stand))
              .map((stand) => (
                <span key={stand} className={classes.standSign} data-stand={stand}>
                  {m.stands[stand]}
                </span>
              ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}

function LineSample({ kind }: { kind: string }) {
  const tone = kind === 'dotted' ? 'dotted' : tieTone(kind)
  return (
    <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden focusable="false" data-line={tone}>
      <path
        d="M2 9Q15 1 31 7"
        fill="none"
        stroke="currentColor"
        strokeWidth={tone === 'dotted' ? 1.6 : tieWidth(3)}
        strokeDasharray={tone === 'dotted' ? '4 3' : tone === 'strife' ? '7 3 1.5 3' : undefined}
      />
    </svg>
  )
}

import { useWords } from '#platform/words/use.ts'
import { stanceWord } from '../findings.rules.ts'
import { words } from '../words/index.ts'
import classes from './Chain.module.css'

/** Each stance has its own outline, so that it reads without colour; unknown is a broken ring, never the neutral dot. */
const SHAPES = {
  champion: <path d="M8 1.2l2 4.3 4.7.6-3.5 3.2.9 4.7L8 11.7 3.9 14l.9-4.7L1.3 6.1 6 5.5z" />,
  for: <path d="M8 2l6 11H2z" />,
  leaning_for: <path d="M8 3.2l4.8 8.8H3.2z" className={classes.hollow} />,
  neutral: <circle cx="8" cy="8" r="5" />,
  leaning_against: <path d="M8 12.8L3.2 4h9.6z" className={classes.hollow} />,
  against: <path d="M8 14L2 3h12z" />,
  hostile: <path d="M3 1.8L8 6.2l5-4.4 1.8 1.9L10.2 8l4.6 4.3-1.8 1.9L8 9.8l-5 4.4-1.8-1.9L5.8 8 1.2 3.7z" />,
  unknown: <circle cx="8" cy="8" r="5.6" className={classes.broken} />,
} as const

/** A stance as shape, colour and word. @param stance −5…+5, or null for unknown */
export function StanceMark({ stance, withWord = true }: { stance: number | null; withWord?: boolean }) {
  const w = useWords(words)
  const word = stanceWord(stance)
  return (
    <span className={classes.stance} data-stance={word}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden focusable="false">
        {SHAPES[word]}
      </svg>
      {withWord ? <span>{w.stances[word]}</span> : <span className={classes.ear}>{w.stances[word]}</span>}
    </span>
  )
}

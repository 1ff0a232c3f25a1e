import classes from './ProgressRing.module.css'

export interface ProgressRingProps {
  /** 0…1 */
  value: number
  /** What is measured; said aloud with the figure. */
  label: string
  /** Pixels. */
  size?: number
}

/** How far along something is, as a ring with its figure. */
export function ProgressRing({ value, label, size = 64 }: ProgressRingProps) {
  const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0))
  const percent = Math.round(share * 100)
  const stroke = Math.max(4, size / 11)
  const radius = (size - stroke) / 2
  const round = 2 * Math.PI * radius
  return (
    <svg
      role="img"
      aria-label={`${label} ${percent}%`}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      className={classes.ring}
      data-tone={percent >= 80 ? 'good' : percent >= 40 ? 'ice' : 'warn'}
    >
      <circle
        className={classes.track}
        cx={size / 2}
        cy={size / 2}
        r={radius}
        strokeWidth={stroke}
        fill="none"
      />
      {share > 0 && (
        <circle
          className={classes.arc}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeWidth={stroke}
          fill="none"
          strokeLinecap="round"
          strokeDasharray={`${round * share} ${round}`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      )}
      <text x="50%" y="50%" dy="0.35em" textAnchor="middle" className={classes.figure} fontSize={size * 0.27}>
        {percent}
        <tspan fontSize={size * 0.17}>%</tspan>
      </text>
    </svg>
  )
}

import { useRead } from '#platform/web/query.ts'
import { useFormat, useLocale, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { type HandlingParts, listPlaybook, type Method, type Objection } from '../objections.contract.ts'
import { assembleLine } from '../objections.rules.ts'
import { startersFor } from '../starters.ts'
import { words } from '../words/index.ts'
import classes from './Objections.module.css'

export interface Suggested {
  parts: HandlingParts | null
  line: string
  /** Null for a starter: it was never tried. */
  playbookLineId: string | null
}

/** What the playbook knows for this category and method, the role of whoever objects first; then our own starters. */
export function Suggestions({
  objection,
  method,
  onUse,
}: {
  objection: Objection
  method: Method
  onUse: (suggested: Suggested) => void
}) {
  const w = useWords(words)
  const f = useFormat()
  const locale = useLocale()
  const role = objection.roles[0]
  const read = useRead(listPlaybook, {
    query: { category: objection.category, method, limit: 5, ...(role && { role }) },
  })
  const lines = read.data?.items ?? []
  const starters = startersFor(objection.category, method, locale)
  if (lines.length === 0 && starters.length === 0) return null
  return (
    <details>
      <summary className={classes.quiet} style={{ minHeight: '2.75rem', alignContent: 'center' }}>
        {w.suggestions} · {w.suggestionsHint}
      </summary>
      {starters.length > 0 && <p className={classes.quiet}>{w.starterHint}</p>}
      <ul className={classes.suggestions}>
        {lines.map((line) => (
          <li key={line.id}>
            <button
              type="button"
              className={classes.suggestion}
              onClick={() => onUse({ parts: line.parts, line: line.line, playbookLineId: line.id })}
            >
              <span>{line.line}</span>
              <span className={classes.head}>
                <Tag tone={line.worked > 0 ? 'good' : 'quiet'}>
                  {line.tried > 0 ? w.counts(line.tried, line.worked) : w.untried}
                </Tag>
                {line.tried > 0 && <Tag>{w.sure(f.percent(line.sure))}</Tag>}
              </span>
            </button>
          </li>
        ))}
        {starters.map((parts) => {
          const line = assembleLine(parts, locale)
          return (
            <li key={line}>
              <button
                type="button"
                className={classes.suggestion}
                onClick={() => onUse({ parts, line, playbookLineId: null })}
              >
                <span>{line}</span>
                <span className={classes.head}>
                  <Tag>{w.starter}</Tag>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

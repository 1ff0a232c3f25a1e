import { IconBulb, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import type { ChainAttribute, Claim, Seat } from '../../chain.contract.ts'
import { words } from '../../words/index.ts'
import { seatWords } from '../../words/seat.ts'
import { StanceMark } from '../StanceMark.tsx'
import { claimText } from './claim-text.ts'
import classes from './Seat.module.css'

interface AttributeRowProps {
  attribute: ChainAttribute
  seat: Seat | null
  memberId: string
  /** The claim that stands, for who, when and how sure. */
  standing: Claim | undefined
  open: boolean
  onToggle: () => void
  /** Where one may change it and it is not known. */
  onHelp: (() => void) | null
  children: ReactNode
}

/** One attribute: what is believed, how sure, by whom and since when; a tap opens it. */
export function AttributeRow(props: AttributeRowProps) {
  const { attribute, seat, memberId, standing, open, onToggle, onHelp } = props
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const value = seatValue(attribute, seat, memberId)
  const known = value !== null && value !== ''
  const help = !known && !open && onHelp
  return (
    <li className={classes.row} data-open={open || undefined}>
      <div className={classes.rowHead}>
        <button type="button" className={classes.rowButton} aria-expanded={open} onClick={onToggle}>
          <span className={classes.rowLabel}>{w.attributes[attribute]}</span>
          <span className={classes.rowValue} data-unknown={!known || undefined}>
            {attribute === 'stance' ? (
              known ? (
                <>
                  <StanceMark stance={value as number} withWord={false} />
                  {claimText(attribute, value, { chain: w, seat: s, list: f.list })}
                </>
              ) : (
                <StanceMark stance={null} />
              )
            ) : attribute === 'buying_roles' && known ? (
              (value as Seat['buyingRoles']).map((role) => (
                <Tag key={role} tone="ice">
                  {w.roles[role]}
                </Tag>
              ))
            ) : (
              claimText(attribute, value, { chain: w, seat: s, list: f.list })
            )}
          </span>
          {known && standing && (
            <span className={classes.rowMeta}>
              {s.now(
                w.confidences[standing.confidence],
                standing.assertedByName,
                f.relative(standing.assertedAt),
              )}
            </span>
          )}
          {!help && <IconChevronDown size={18} aria-hidden className={classes.chevron} />}
        </button>
        {help && (
          <Button variant="quiet" icon={<IconBulb size={18} />} onClick={help}>
            {s.help}
          </Button>
        )}
      </div>
      {open && <div className={classes.rowBody}>{props.children}</div>}
    </li>
  )
}

/** An attribute's value in the form of its claim; null for unknown. */
export function seatValue(attribute: ChainAttribute, seat: Seat | null, memberId: string): unknown {
  if (!seat) return null
  switch (attribute) {
    case 'buying_roles':
      return seat.buyingRoles.length > 0 ? seat.buyingRoles : null
    case 'stance':
      return seat.stance
    case 'influence':
      return seat.influence
    case 'political_status':
      return seat.politicalStatus
    case 'response_mode':
      return seat.responseMode
    case 'relationship': {
      const mine = seat.relationships.find((r) => r.memberId === memberId)
      return mine && (mine.current || mine.target) ? mine : null
    }
    case 'business_result':
      return seat.businessResult || null
    case 'personal_win':
      return seat.personalWin || null
  }
}

import { IconCheck, IconMinus, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { BUYING_ROLES, type BuyingRole, RELATIONSHIP_LEVELS } from '#modules/chain/chain.contract.ts'
import { standingWords } from '#modules/chain/standing.contract.ts'
import { StanceMark } from '#modules/chain/web/index.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import type { LearntPerson } from '../../field.contract.ts'
import { rolesToOffer, STANCE_STEPS, stanceAfter, stepOf } from '../../learnt.rules.ts'
import { learntWords } from '../../words/learnt.ts'
import classes from './learnt.module.css'
import { type Sure, useTapLearnt } from './use-learnt.ts'

const WORD_OF = new Map<
  number,
  'hostile' | 'against' | 'leaning_against' | 'neutral' | 'leaning_for' | 'for' | 'champion'
>([
  [-5, 'hostile'],
  [-3, 'against'],
  [-1, 'leaning_against'],
  [0, 'neutral'],
  [1, 'leaning_for'],
  [3, 'for'],
  [5, 'champion'],
])

const CHANGE_ICONS = { warmer: IconTrendingUp, same: IconMinus, colder: IconTrendingDown } as const

/** One person met: stance warmer or colder, roles, relationship with me. Every tap is a claim of its own. */
export function PersonLearnt({
  visit,
  projectId,
  person,
  sure,
}: {
  visit: { id: string; accountName: string }
  projectId: string
  person: LearntPerson
  sure: Sure
}) {
  const w = useWords(learntWords)
  const standing = useWords(standingWords)
  const f = useFormat()
  const tap = useTapLearnt(visit, projectId)
  const stanceName = (stance: number | null) =>
    stance === null ? w.unknown : standing.stances[WORD_OF.get(stepOf(stance)) ?? 'neutral']
  const setStance = (stance: number) =>
    tap(person, { stance }, sure, w.kept.stance(person.name, stanceName(stance)))
  return (
    <section className={classes.person} aria-label={w.about(person.name)}>
      <div className={classes.who}>
        <span className={classes.name}>{person.name}</span>
        {person.title && <span className={classes.title}>{person.title}</span>}
        {person.learntHere.length > 0 && (
          <span className={classes.kept}>
            <Tag tone="good">
              <IconCheck size={14} aria-hidden /> {w.learntHere}
            </Tag>
          </span>
        )}
      </div>
      {person.stance === null ? (
        <ChipChoice
          label={w.stance}
          options={STANCE_STEPS.toReversed().map((step) => ({
            value: String(step),
            label: stanceName(step),
          }))}
          value={null}
          onChange={(chosen) => chosen !== null && setStance(Number(chosen))}
        />
      ) : (
        <fieldset className={classes.group}>
          <legend className={classes.legend}>
            {w.stance}
            <Suspense fallback={<span>{stanceName(person.stance)}</span>}>
              <StanceMark stance={person.stance} />
            </Suspense>
          </legend>
          <div className={classes.three}>
            {(['warmer', 'same', 'colder'] as const).map((change) => {
              const Icon = CHANGE_ICONS[change]
              const now = person.stance as number
              const after = change === 'same' ? now : stanceAfter(now, change)
              return (
                <button
                  key={change}
                  type="button"
                  className={classes.step}
                  disabled={change !== 'same' && after === now}
                  onClick={() => setStance(after)}
                >
                  <Icon size={18} aria-hidden />
                  {w[change]}
                </button>
              )
            })}
          </div>
        </fieldset>
      )}
      <Roles
        person={person}
        onChange={(roles) =>
          tap(
            person,
            { roles },
            sure,
            w.kept.roles(
              person.name,
              roles.length > 0 ? f.list(roles.map((role) => standing.roles[role])) : w.unknown,
            ),
          )
        }
      />
      <ChipChoice
        label={w.relationship}
        options={RELATIONSHIP_LEVELS.map((value) => ({ value, label: standing.levels[value] }))}
        value={person.relationship.current}
        onChange={(current) =>
          tap(
            person,
            { relationship: { current, target: person.relationship.target } },
            sure,
            w.kept.relationship(person.name, current ? standing.levels[current] : w.unknown),
          )
        }
      />
    </section>
  )
}

/** The likely roles first; the rest behind one tap. Their order stays while the card stands, so that no chip moves under the thumb. */
function Roles({ person, onChange }: { person: LearntPerson; onChange: (roles: BuyingRole[]) => void }) {
  const w = useWords(learntWords)
  const standing = useWords(standingWords)
  const [offered] = useState(() => rolesToOffer(person.title, person.roles))
  const [all, setAll] = useState(false)
  const first = [...offered, ...person.roles.filter((role) => !offered.includes(role))]
  const shown = all ? [...first, ...BUYING_ROLES.filter((role) => !first.includes(role))] : first
  return (
    <div>
      <ChipChoice
        label={w.roles}
        multiple
        options={shown.map((value) => ({ value, label: standing.roles[value] }))}
        value={person.roles}
        onChange={onChange}
      />
      {!all && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {w.moreRoles}
        </button>
      )}
    </div>
  )
}

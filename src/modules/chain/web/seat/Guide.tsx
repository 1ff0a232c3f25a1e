import { IconArrowLeft, IconBulb, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import type { ChainAttribute } from '../../chain.contract.ts'
import {
  DONT_KNOW,
  GUIDE,
  type GuideAnswers,
  type GuideQuestion,
  HOW,
  type Proposal,
  propose,
} from '../../guide.rules.ts'
import { guideWords } from '../../words/guide.ts'
import { words } from '../../words/index.ts'
import { seatWords } from '../../words/seat.ts'
import { claimText } from './claim-text.ts'
import classes from './Seat.module.css'

export interface GuidedClaim {
  /** As the claim's value; of a relationship the level alone; null: unknown. */
  value: Proposal['value']
  sure: Proposal['confidence']
  /** What it rests on, in words: kept with the claim. */
  reason: string
}

interface GuideProps {
  attribute: ChainAttribute
  personName: string
  /** Plans a visit whose objective is what could not be answered. */
  askNextTo: (aim: string) => string
  onAccept: (claim: GuidedClaim) => void
  /** The rep picks another value; what was answered stays as the reason. */
  onOther: () => void
  onLeave: () => void
}

interface QuestionWords {
  topic: string
  ask: string
  options: Readonly<Record<string, string>>
}

/** One question at a time, one tap each; at the end a proposal with its reason, to be kept or not. */
export function Guide({ attribute, personName, askNextTo, onAccept, onOther, onLeave }: GuideProps) {
  const g = useWords(guideWords)
  const [answers, setAnswers] = useState<GuideAnswers>({})
  const [at, setAt] = useState(0)
  const questions: readonly GuideQuestion[] = GUIDE[attribute]
  const question = questions[at]
  const wordsOf = (key: string): QuestionWords =>
    key === HOW ? g.how : ((g[attribute] as Record<string, unknown>)[key] as QuestionWords)

  if (!question)
    return (
      <Outcome
        {...{ attribute, personName, askNextTo, onAccept, onOther, answers, wordsOf }}
        onAgain={() => {
          setAnswers({})
          setAt(0)
        }}
      />
    )
  return (
    <Question
      key={question.key}
      question={question}
      words={wordsOf(question.key)}
      step={g.step(at + 1, questions.length)}
      chosen={answers[question.key] ?? []}
      last={at === questions.length - 1}
      onAnswer={(chosen, go) => {
        setAnswers({ ...answers, [question.key]: chosen })
        if (go) setAt(at + 1)
      }}
      onBack={at === 0 ? onLeave : () => setAt(at - 1)}
      backLabel={at === 0 ? g.leave : g.back}
    />
  )
}

function Question(props: {
  question: GuideQuestion
  words: QuestionWords
  step: string
  chosen: readonly string[]
  last: boolean
  onAnswer: (chosen: readonly string[], go: boolean) => void
  onBack: () => void
  backLabel: string
}) {
  const g = useWords(guideWords)
  const { question, chosen, onAnswer } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: false }), [])
  const tap = (option: string) => {
    if (!question.several) return onAnswer([option], true)
    // "None of it" and the others exclude each other.
    const none = ['none', 'nothing', 'only_talked'].includes(option)
    const others = chosen.filter((one) => !['none', 'nothing', 'only_talked', DONT_KNOW].includes(one))
    if (chosen.includes(option))
      onAnswer(
        chosen.filter((one) => one !== option),
        false,
      )
    else onAnswer(none ? [option] : [...others, option], false)
  }
  return (
    <div className={classes.guide}>
      <p className={classes.step}>{props.step}</p>
      <h3 ref={heading} tabIndex={-1} className={classes.ask}>
        {props.words.ask}
      </h3>
      {question.several && <p className={classes.quiet}>{g.severalHint}</p>}
      <div className={classes.answers}>
        {question.options.map((option) => (
          <button
            key={option}
            type="button"
            className={classes.answer}
            aria-pressed={chosen.includes(option)}
            onClick={() => tap(option)}
          >
            <span>{props.words.options[option]}</span>
            {chosen.includes(option) && <IconCheck size={18} aria-hidden />}
          </button>
        ))}
        <button
          type="button"
          className={classes.answer}
          data-open
          aria-pressed={chosen.includes(DONT_KNOW)}
          onClick={() => onAnswer([DONT_KNOW], true)}
        >
          {g.dontKnow}
        </button>
      </div>
      <div className={classes.guideFoot}>
        <Button variant="quiet" icon={<IconArrowLeft size={18} />} onClick={props.onBack}>
          {props.backLabel}
        </Button>
        {question.several && (
          <Button variant="primary" disabled={chosen.length === 0} onClick={() => onAnswer(chosen, true)}>
            {props.last ? g.result : g.next}
          </Button>
        )}
      </div>
    </div>
  )
}

function Outcome(props: {
  attribute: ChainAttribute
  personName: string
  askNextTo: GuideProps['askNextTo']
  answers: GuideAnswers
  wordsOf: (key: string) => QuestionWords
  onAccept: GuideProps['onAccept']
  onOther: () => void
  onAgain: () => void
}) {
  const g = useWords(guideWords)
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const { attribute, answers, wordsOf } = props
  const proposal = propose(attribute, answers)
  const said = (question: string): string | undefined => {
    const because = proposal.because.filter((b) => b.question === question)
    return because.length > 0 ? because.map((b) => wordsOf(question).options[b.answer]).join('、') : undefined
  }
  const text =
    proposal.value !== 'text'
      ? null
      : attribute === 'business_result'
        ? g.business_result.compose(said('measured_by'), said('complains_of'))
        : g.personal_win.compose(said('speaks_of'), said('fears'))
  const value = text ?? proposal.value
  const parts = [...new Set(proposal.because.map((b) => b.question))].map((question) =>
    g.part(
      wordsOf(question).topic,
      proposal.because
        .filter((b) => b.question === question)
        .map((b) => wordsOf(question).options[b.answer] ?? ''),
    ),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  if (value === null || value === '')
    return (
      <div className={classes.guide}>
        <h3 ref={heading} tabIndex={-1} className={classes.ask}>
          {g.unknown}
        </h3>
        <p className={classes.quiet}>{g.unknownText}</p>
        <div className={classes.outcomeButtons}>
          <Button
            variant="primary"
            full
            to={props.askNextTo(g.nextAim(props.personName, w.attributes[attribute]))}
          >
            {g.askNext}
          </Button>
          <Button full onClick={() => props.onAccept({ value: null, sure: proposal.confidence, reason: '' })}>
            {g.keepUnknown}
          </Button>
          <Button variant="quiet" full onClick={props.onAgain}>
            {g.again}
          </Button>
        </div>
      </div>
    )
  const shown =
    attribute === 'relationship'
      ? w.levels[value as keyof typeof w.levels]
      : claimText(attribute, value, { chain: w, seat: s, list: f.list })
  return (
    <div className={classes.guide}>
      <p className={classes.step}>{g.proposed}</p>
      <h3 ref={heading} tabIndex={-1} className={classes.verdict}>
        <IconBulb size={22} aria-hidden />
        <span>{shown}</span>
      </h3>
      <p className={classes.quiet}>{g.sureIs(w.confidences[proposal.confidence])}</p>
      <ul className={classes.because} aria-label={g.because}>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <div className={classes.outcomeButtons}>
        <Button
          variant="primary"
          full
          onClick={() =>
            props.onAccept({
              value: value as Proposal['value'],
              sure: proposal.confidence,
              reason: g.reason(parts),
            })
          }
        >
          {g.accept}
        </Button>
        <Button full onClick={props.onOther}>
          {g.other}
        </Button>
        <Button variant="quiet" full onClick={props.onAgain}>
          {g.again}
        </Button>
      </div>
    </div>
  )
}

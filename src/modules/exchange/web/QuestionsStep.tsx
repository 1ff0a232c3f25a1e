import { IconCircleCheck, IconWand } from '@tabler/icons-react'
import { useFormat, useLocale, usePlatformWords, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DayField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import type { ImportQuestion, Plan } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import classes from './Exchange.module.css'
import type { Settle } from './SetUp.tsx'

/** Each question is asked once for its whole file, and answered with one tap. */
export function QuestionsStep({ plan, settle, busy }: { plan: Plan; settle: Settle; busy: boolean }) {
  const w = useWords(words)
  const asked = plan.files.flatMap((file) => file.questions)
  if (asked.length === 0)
    return <EmptyState icon={<IconCircleCheck />} title={w.questions.none} text={w.questions.next} />
  const proposed = asked.some((q) => q.answer === null && q.proposed !== null)
  return (
    <div className={classes.stack}>
      <Section
        title={w.questions.title}
        hint={w.questions.text}
        {...(proposed && {
          actions: (
            <Button icon={<IconWand />} busy={busy} onClick={() => settle({ acceptProposals: true })}>
              {w.questions.acceptAll}
            </Button>
          ),
        })}
      />
      {plan.files
        .filter((file) => file.questions.length > 0)
        .map((file) => (
          <Section key={file.fileId} title={file.name}>
            <div className={classes.stack}>
              {file.questions.map((question) => (
                <QuestionCard key={question.id} question={question} settle={settle} />
              ))}
            </div>
          </Section>
        ))}
    </div>
  )
}

function QuestionCard({ question, settle }: { question: ImportQuestion; settle: Settle }) {
  const w = useWords(words)
  const { common } = usePlatformWords()
  const f = useFormat()
  const locale = useLocale()
  const label = (key: string, params: Record<string, string | number>): string => {
    const q = w.questions
    if (question.kind === 'target') return w.targets[key as keyof typeof w.targets] ?? key
    if (question.kind === 'column')
      return key === 'skip' ? q.skip : (w.fields[key as keyof typeof w.fields] ?? key)
    if (question.kind === 'dateOrder') {
      const order = q.orders[key as keyof typeof q.orders] ?? key
      return params.example
        ? common.labelled(order, q.read(String(params.example), f.day(String(params.iso))))
        : order
    }
    if (question.kind === 'numberStyle') return q.styles[key as keyof typeof q.styles] ?? key
    if (question.kind === 'unit') return q.units[key as keyof typeof q.units] ?? key
    if (question.kind === 'day') return key === 'today' ? q.today : f.day(key)
    return key === 'keep' ? q.keep(question.value ?? '') : q.same(key.replace(/^=/, ''))
  }
  return (
    <Card accent={question.answer === null}>
      <div className={classes.stack}>
        <ChipChoice
          label={sentenceOf(locale, question.problem)}
          {...(question.value === null && { hint: w.questions.rows(f.number(question.rows)) })}
          value={question.answer}
          options={question.options.map(({ key, params }) => ({
            value: key,
            label: label(key, params) + (key === question.proposed ? common.aside(w.questions.proposed) : ''),
          }))}
          onChange={(answer) => settle({ answers: { [question.id]: answer } })}
        />
        {question.kind === 'day' && (
          <DayField
            label={w.questions.otherDay}
            value={
              question.answer !== null && !question.options.some(({ key }) => key === question.answer)
                ? question.answer
                : null
            }
            onChange={(day) => settle({ answers: { [question.id]: day } })}
          />
        )}
      </div>
    </Card>
  )
}

import { IconArrowUpRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useRead } from '#platform/web/query.ts'
import { useLocale, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  answerQuestion,
  createQuestion,
  listQuestionsOfAccount,
  listRatings,
  QUESTION_KINDS,
  type Question,
  type QuestionKind,
  removeQuestion,
  restoreQuestion,
} from '../needs.contract.ts'
import { gap } from '../ratings.rules.ts'
import { suggestQuestions } from '../starter-questions.rules.ts'
import { words } from '../words/index.ts'
import type { CaptureStart } from './NeedCapture.tsx'
import classes from './Needs.module.css'
import { useNeeds, useTap } from './need-cache.ts'

/** How many are proposed of each kind at a time. */
const PROPOSED = 2

interface QuestionListProps {
  visit: VisitHead
  /** Makes a need of an answer. */
  onNeed?: (start: CaptureStart) => void
}

/** The SPIN questions of a visit: planned, asked, answered; and those whose answer nobody knows yet. */
export function QuestionList({ visit, onNeed }: QuestionListProps) {
  const w = useWords(words)
  const params = { accountId: visit.accountId }
  const read = useRead(listQuestionsOfAccount, { params, query: {} }, { shows: ['people'] })
  const needs = useNeeds(params)
  const ratings = useRead(listRatings, { params, query: {} })
  return (
    <Section title={w.questions.title} hint={w.questions.hint}>
      <Loaded read={read}>
        {(page) => {
          const here = page.items.filter((q) => q.visitId === visit.id)
          const suggestions = suggestQuestions({
            needs: needs.data?.items ?? [],
            aspects: new Set((ratings.data?.items ?? []).filter((r) => gap(r) !== null).map((r) => r.aspect)),
            taken: new Set(page.items.flatMap((q) => q.starter ?? [])),
          })
          return (
            <div className={classes.stack}>
              {QUESTION_KINDS.map((kind) => (
                <QuestionGroup
                  key={kind}
                  kind={kind}
                  visit={visit}
                  questions={here.filter((q) => q.kind === kind)}
                  proposals={suggestions.filter((q) => q.kind === kind)}
                  onNeed={onNeed}
                />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}

function QuestionGroup({
  kind,
  visit,
  questions,
  proposals,
  onNeed,
}: QuestionListProps & {
  kind: QuestionKind
  questions: readonly Question[]
  proposals: ReturnType<typeof suggestQuestions>
}) {
  const w = useWords(words)
  const locale = useLocale()
  const add = useTap(createQuestion, visit.accountName)
  const [own, setOwn] = useState('')
  const [turn, setTurn] = useState(0)
  const take = (text: string, starter: string | null) =>
    add({
      body: {
        id: newId(),
        accountId: visit.accountId,
        projectId: visit.projectId,
        visitId: visit.id,
        kind,
        text,
        starter,
      },
    })
  const from = proposals.length > 0 ? (turn * PROPOSED) % proposals.length : 0
  const asked = questions.filter((q) => q.askedAt !== null).length
  return (
    <section className={classes.group} aria-label={w.questions.kind[kind]}>
      <div className={classes.bar}>
        <h3 className={classes.groupName}>{w.questions.kind[kind]}</h3>
        <span className={classes.small}>{w.questions.kindHint[kind]}</span>
        {questions.length > 0 && <Tag>{w.questions.asked(asked, questions.length)}</Tag>}
      </div>
      {questions.map((question) => (
        <QuestionRow key={question.id} question={question} visit={visit} onNeed={onNeed} />
      ))}
      {visit.canWrite && proposals.length > 0 && (
        <div className={classes.proposals}>
          <span className={classes.small}>{w.questions.suggested}</span>
          {proposals.slice(from, from + PROPOSED).map((q) => (
            <button
              key={q.key}
              type="button"
              className={classes.proposal}
              onClick={() => void take(q[locale], q.key)}
            >
              <IconPlus size={16} aria-hidden />
              <span>{q[locale]}</span>
            </button>
          ))}
          {proposals.length > PROPOSED && (
            <Button variant="quiet" size="sm" onClick={() => setTurn(turn + 1)}>
              {w.questions.more}
            </Button>
          )}
        </div>
      )}
      {visit.canWrite && (
        <details className={classes.details}>
          <summary>{w.questions.own}</summary>
          <Form
            onSubmit={() => {
              void take(own.trim(), null)
              setOwn('')
            }}
          >
            <div className={classes.stackTight}>
              <TextField
                name="text"
                label={w.questions.kind[kind]}
                placeholder={w.questions.ownPlaceholder}
                value={own}
                onChange={setOwn}
              />
              <SubmitButton disabled={own.trim() === ''}>{w.questions.add}</SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </section>
  )
}

function QuestionRow({ question, visit, onNeed }: QuestionListProps & { question: Question }) {
  const w = useWords(words)
  const send = useTap(answerQuestion, visit.accountName)
  const remove = useTap(removeQuestion, visit.accountName)
  const restore = useTap(restoreQuestion, visit.accountName)
  const [answer, setAnswer] = useState(question.answer)
  const [open, setOpen] = useState(false)
  const params = { questionId: question.id }
  const asked = question.askedAt !== null
  const tick = () => {
    setOpen(!asked)
    void send({ params, body: { version: question.version, asked: !asked } })
  }
  const only = visit.people.length === 1 ? visit.people[0]!.id : null
  const changed = answer.trim() !== question.answer
  const drop = async () => {
    if (await remove({ params })) undoToast(w.questions.removed, () => restore({ params }))
  }
  return (
    <div className={classes.question}>
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={asked}
          disabled={!visit.canWrite}
          onChange={tick}
          aria-label={w.questions.tick(question.text)}
        />
      </label>
      <div className={classes.questionWords}>
        <button type="button" className={classes.asText} aria-expanded={open} onClick={() => setOpen(!open)}>
          {question.text}
        </button>
        {!open && question.answer && <p className={classes.answer}>{question.answer}</p>}
        {question.withheld && <p className={classes.small}>{w.questions.withheld}</p>}
        {question.needIds.length > 0 && <Tag tone="good">{w.questions.needs(question.needIds.length)}</Tag>}
        {open && visit.canWrite && !question.withheld && (
          <div className={classes.stackTight}>
            <TextArea name="answer" label={w.questions.answer} rows={2} value={answer} onChange={setAnswer} />
            <div className={classes.wrap}>
              <Button
                disabled={!changed}
                onClick={() =>
                  void send({
                    params,
                    body: {
                      version: question.version,
                      answer: answer.trim(),
                      ...(question.personId === null && only !== null && { personId: only }),
                    },
                  })
                }
              >
                {w.questions.saveAnswer}
              </Button>
              {onNeed && answer.trim() !== '' && (
                <Button
                  variant="primary"
                  icon={<IconArrowUpRight size={18} />}
                  onClick={() =>
                    onNeed({
                      layer: question.kind === 'situation' ? 'explicit' : 'implicit',
                      parentId: null,
                      questionId: question.id,
                      quote: answer.trim(),
                      personId: question.personId ?? only,
                    })
                  }
                >
                  {w.questions.makeNeed}
                </Button>
              )}
              <IconButton
                label={w.questions.remove}
                icon={<IconTrash size={18} />}
                onClick={() => void drop()}
              />
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

import { QuestionList } from '#modules/needs/web/index.ts'
import type { VisitHead } from '#modules/visits/visits.contract.ts'

/** The SPIN plan of a visit: needs' own list of questions, with those whose answer is still unknown. */
export function SpinPlanPanel({ visit }: { visit: VisitHead }) {
  return <QuestionList visit={visit} />
}

import { listPeople } from '#modules/people/people.contract.ts'
import { readKey } from '#platform/web/query.ts'
import { queryClient } from '#platform/web/query-client.ts'
import { getVisit, type NewVisit, type VisitCard, type VisitDetail } from '../visits.contract.ts'

interface Known {
  me: { id: string; name: string }
  accountName: string
  people: readonly { id: string; name: string; title: string }[]
  companions: readonly { memberId: string; part: VisitDetail['companions'][number]['part']; name: string }[]
}

const NO_OPENING: VisitDetail['opening'] = {
  openingLine: '',
  trustSpeaking: null,
  trustConduct: null,
  trustWork: null,
  trustNote: '',
  version: 0,
}
const NO_RECORD: VisitDetail['record'] = {
  minutes: null,
  changed: '',
  wentWell: '',
  wentLessWell: '',
  nextTime: '',
  notes: '',
  recordedBy: null,
  recordedAt: null,
  version: 0,
}

/** A visit planned where there is no network, as the server will answer it once it knows it: so it can be opened and prepared at once. */
export function visitAsPlanned(body: NewVisit, known: Known): VisitDetail {
  const chosen = new Set(body.personIds)
  return {
    id: body.id,
    accountId: body.accountId,
    accountName: known.accountName,
    projectId: body.projectId ?? null,
    projectName: null,
    hostId: known.me.id,
    hostName: known.me.name,
    kind: body.kind ?? 'on_site',
    state: 'planned',
    plannedAt: body.plannedAt,
    plannedMinutes: body.plannedMinutes ?? 60,
    startedAt: null,
    endedAt: null,
    place: body.place ?? '',
    people: known.people
      .filter(({ id }) => chosen.has(id))
      .map(({ id, name, title }) => ({ id, name, title, planned: true, met: null, depth: null })),
    followsId: body.followsId ?? null,
    nextId: null,
    companions: [...known.companions],
    objectives: (body.objectives ?? []).map((one) => ({
      id: one.id,
      kind: one.kind,
      text: one.text ?? '',
      best: one.best ?? '',
      acceptable: one.acceptable ?? '',
      minimum: one.minimum ?? '',
      grewFrom: one.grewFrom ?? null,
      result: null,
      resultNote: '',
      version: 1,
    })),
    preparation: [],
    unknowns: [],
    proofs: [],
    opening: NO_OPENING,
    topics: [],
    record: NO_RECORD,
    reviews: [],
    history: [],
    readiness: { percent: 0, items: [] },
    version: 1,
    canWrite: true,
    canReview: false,
    canSeePersonal: true,
  }
}

/** Shows a visit that waits to be sent: as a page of its own, and in the lists of what is ahead. */
export function showPlanned(body: NewVisit, known: Omit<Known, 'people'>): void {
  const visit = visitAsPlanned(body, { ...known, people: peopleSeen(body.accountId) })
  queryClient.setQueryData<VisitDetail>(readKey(getVisit, { params: { visitId: visit.id } }), visit)
  const card: VisitCard = { ...visit, objectives: visit.objectives.map(({ kind, text }) => ({ kind, text })) }
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: ['visits', 'visits.list'] })) {
    const { query } = queryKey[2] as { query?: { scope?: string; accountId?: string; order?: string } }
    if (query?.order !== 'earliest' && query?.accountId !== visit.accountId) continue
    queryClient.setQueryData<{ pages: { items: VisitCard[] }[] }>(queryKey, (old) => {
      const [first, ...rest] = old?.pages ?? []
      if (!old || !first) return old
      const items = [...first.items.filter(({ id }) => id !== card.id), card].sort(
        (a, b) => (query.order === 'earliest' ? 1 : -1) * (Date.parse(a.plannedAt) - Date.parse(b.plannedAt)),
      )
      return { ...old, pages: [{ ...first, items }, ...rest] }
    })
  }
}

/** The customer's people whose names the screen has read: whoever was chosen was chosen among them. */
function peopleSeen(accountId: string): Known['people'] {
  return queryClient
    .getQueriesData<{ items?: Known['people'] }>({ queryKey: ['people', listPeople.name] })
    .filter(
      ([key]) => (key[2] as { params?: { accountId?: string } } | undefined)?.params?.accountId === accountId,
    )
    .flatMap(([, page]) => page?.items ?? [])
    .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index)
}

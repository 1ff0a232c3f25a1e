import type { Tx } from '#platform/server/tx.ts'
import type { Opening, VisitRecord } from '../visits.contract.ts'

const OPENING = `o.opening_line as "openingLine", o.trust_speaking as "trustSpeaking", o.trust_conduct as "trustConduct",
  o.trust_work as "trustWork", o.trust_note as "trustNote", o.version`
const NO_OPENING: Opening = {
  openingLine: '',
  trustSpeaking: null,
  trustConduct: null,
  trustWork: null,
  trustNote: '',
  version: 0,
}

export async function findOpening(tx: Tx, visitId: string): Promise<Opening> {
  const { rows } = await tx.query<Opening>(
    `select ${OPENING} from visit_opening o where o.org_id = $1 and o.visit_id = $2`,
    [tx.orgId, visitId],
  )
  return rows[0] ?? NO_OPENING
}

const RECORD = `o.minutes, o.changed, o.went_well as "wentWell", o.went_less_well as "wentLessWell",
  o.next_time as "nextTime", o.notes, o.recorded_at as "recordedAt", o.version`
const NO_RECORD: VisitRecord = {
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

export async function findRecord(tx: Tx, visitId: string): Promise<VisitRecord> {
  const { rows } = await tx.query<VisitRecord>(
    `select ${RECORD}, m.name as "recordedBy" from visit_record o
     left join member_name m on m.org_id = o.org_id and m.id = o.recorded_by
     where o.org_id = $1 and o.visit_id = $2`,
    [tx.orgId, visitId],
  )
  return rows[0] ?? NO_RECORD
}

/** Columns of the two rows a visit has at most one of. */
const SHEETS = {
  visit_opening: {
    openingLine: 'opening_line',
    trustSpeaking: 'trust_speaking',
    trustConduct: 'trust_conduct',
    trustWork: 'trust_work',
    trustNote: 'trust_note',
  },
  visit_record: {
    minutes: 'minutes',
    changed: 'changed',
    wentWell: 'went_well',
    wentLessWell: 'went_less_well',
    nextTime: 'next_time',
    notes: 'notes',
    recordedBy: 'recorded_by',
    recordedAt: 'recorded_at',
  },
} as const

/**
 * Writes the opening or the record of a visit; what is undefined stays.
 * @param version the one it was written on; 0: there was none yet; null: on top of whatever stands there
 * @returns false if somebody else wrote first
 */
export async function saveSheet(
  tx: Tx,
  table: keyof typeof SHEETS,
  visitId: string,
  version: number | null,
  fields: object,
): Promise<boolean> {
  const given = fields as Record<string, unknown>
  const columns = Object.entries(SHEETS[table]).filter(([key]) => given[key] !== undefined)
  const values: unknown[] = [tx.orgId, visitId]
  const places = columns.map(([key]) => `$${values.push(given[key])}`)
  const names = columns.map(([, column]) => column)
  const sets = names.map((name, n) => `${name} = ${places[n]}`)
  const update = [...sets, 'version = o.version + 1'].join(', ')
  if (version === null || version === 0) {
    // A first writing that meets another's row has lost the race, unless it is meant to go on top.
    const { rowCount } = await tx.query(
      `insert into ${table} as o (${['org_id', 'visit_id', ...names].join(', ')})
       values (${['$1', '$2', ...places].join(', ')})
       on conflict (org_id, visit_id) do ${version === null ? `update set ${update}` : 'nothing'}`,
      values,
    )
    return rowCount === 1
  }
  const { rowCount } = await tx.query(
    `update ${table} as o set ${update} where o.org_id = $1 and o.visit_id = $2 and o.version = $${values.push(version)}`,
    values,
  )
  return rowCount === 1
}

export async function insertReview(
  tx: Tx,
  visitId: string,
  review: { id: string; comment: string },
): Promise<void> {
  await tx.query(
    'insert into visit_review (org_id, id, visit_id, by_id, comment) values ($1, $2, $3, $4, $5)',
    [tx.orgId, review.id, visitId, tx.memberId, review.comment],
  )
}

export async function listReviews(tx: Tx, visitId: string) {
  const { rows } = await tx.query<{ id: string; byName: string; at: string; comment: string }>(
    `select r.id, coalesce(m.name, '') as "byName", r.at, r.comment
     from visit_review r left join member_name m on m.org_id = r.org_id and m.id = r.by_id
     where r.org_id = $1 and r.visit_id = $2 order by r.at, r.id`,
    [tx.orgId, visitId],
  )
  return rows
}

import { createHash, type Hash } from 'node:crypto'
import type { Job } from './jobs.ts'
import { record } from './record.ts'
import type { Tx } from './tx.ts'

/**
 * The audit chain. Events are written freely, by many transactions at once; a job then seals whatever is not sealed yet,
 * in batches. A seal's hash covers the seal before it and, of each event of its batch, everything but the data itself,
 * for which its salted digest stands. So nothing that is sealed can be changed, dropped or slipped in unnoticed, no write
 * waits for another, and data can still be erased: its digest stays.
 *
 * A batch is "what was not sealed yet", never a range of ids or of time: a transaction that began early and committed
 * late is sealed with a later batch. Which events belong to a seal is said by `event.seal_no`.
 */

/** Events of one seal at most. */
export const LARGEST_BATCH = 5_000

interface SealedEvent {
  id: string
  at: string
  actor: string | null
  kind: string
  account: string | null
  subject_kind: string
  subject_id: string
  digest: string
}

/** The columns as text, to the microsecond and in UTC, whatever the session's settings are. */
const EVENT_TEXT = `e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  e.actor_id::text as actor, e.kind, e.account_id::text as account, e.subject_kind,
  e.subject_id::text as subject_id, encode(e.digest, 'hex') as digest`

/** What the first seal of an organisation stands on, so that a chain cannot be moved to another one. */
function genesis(orgId: string): Buffer {
  return createHash('sha256').update(`icebreaker audit ${orgId}`).digest()
}

function beginSeal(previous: Buffer, no: number): Hash {
  return createHash('sha256').update(previous).update(`${no}\n`)
}

function addEvent(hash: Hash, e: SealedEvent): void {
  // JSON keeps the fields apart: no value can pretend to be two.
  const fields = [e.id, e.at, e.actor, e.kind, e.account, e.subject_kind, e.subject_id, e.digest]
  hash.update(`${JSON.stringify(fields)}\n`)
}

/**
 * Seals one batch of the organisation's events that no seal covers yet.
 * @returns how many; 0 if there was nothing to seal, `LARGEST_BATCH` if there may be more
 */
export async function sealEvents(tx: Tx): Promise<number> {
  const orgId = organisationOf(tx)
  const waiting = await tx.query('select 1 from event where org_id = $1 and seal_no is null limit 1', [orgId])
  if (waiting.rows.length === 0) return 0
  // Two processes must not give the same number; who comes second sees what the first has sealed.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('icebreaker audit ' || $1, 0))`, [orgId])
  const { rows } = await tx.query<{ no: number; hash: Buffer }>(
    'select no, hash from audit_seal where org_id = $1 order by no desc limit 1',
    [orgId],
  )
  const no = (rows[0]?.no ?? 0) + 1
  const previous = rows[0]?.hash ?? genesis(orgId)
  const batch = await tx.query<SealedEvent>(
    `update event e set seal_no = $2 where e.org_id = $1 and e.id in (
       select id from event where org_id = $1 and seal_no is null order by id limit ${LARGEST_BATCH})
     returning ${EVENT_TEXT}`,
    [orgId, no],
  )
  const events = batch.rows.sort((a, b) => (a.id < b.id ? -1 : 1))
  if (events.length === 0) return 0
  const hash = beginSeal(previous, no)
  for (const event of events) addEvent(hash, event)
  await tx.query('insert into audit_seal (org_id, no, events, previous, hash) values ($1, $2, $3, $4, $5)', [
    orgId,
    no,
    events.length,
    previous,
    hash.digest(),
  ])
  return events.length
}

/** Why a chain does not hold. `members` has the words. */
export type Break =
  | 'data-changed'
  | 'events-changed'
  | 'events-missing'
  | 'events-added'
  | 'seal-changed'
  | 'seal-missing'

export interface Verification {
  ok: boolean
  /** Seals and sealed events looked at. */
  seals: number
  events: number
  /** Events whose data was erased; the seal covers their digest. */
  erased: number
  /** Written since the last seal. */
  unsealed: number
  /**
   * The end of the chain. Whoever notes it down elsewhere can tell later whether the end was cut off: that alone a chain
   * cannot know of itself.
   */
  last: { no: number; hash: string; at: string } | null
  /** The event is named where its own data does not fit its digest; otherwise the seal is as near as one can say. */
  firstBroken: { sealNo: number; eventId: string | null; reason: Break } | null
}

interface Seal {
  no: number
  sealed_at: string
  events: number
  previous: Buffer
  hash: Buffer
}

/** Events read at once while verifying. */
const RUN = 10_000

/** Recomputes the organisation's whole chain from its events. Reads everything once, in runs; changes nothing. */
export async function verifyChain(tx: Tx): Promise<Verification> {
  const orgId = organisationOf(tx)
  const found: Verification = {
    ok: true,
    seals: 0,
    events: 0,
    erased: 0,
    unsealed: 0,
    last: null,
    firstBroken: null,
  }
  const broken = (sealNo: number, eventId: string | null, reason: Break) => {
    found.firstBroken ??= { sealNo, eventId, reason }
    found.ok = false
  }
  let previous = genesis(orgId)
  for (;;) {
    const { rows } = await tx.query<Seal>(
      `select no, sealed_at, events, previous, hash from audit_seal
       where org_id = $1 and no > $2 order by no limit 500`,
      [orgId, found.last?.no ?? 0],
    )
    if (rows.length === 0) break
    for (const run of runsOf(rows)) {
      const bySeal = await eventsOf(tx, orgId, run)
      for (const seal of run) {
        const events = bySeal.get(seal.no) ?? []
        if (seal.no !== (found.last?.no ?? 0) + 1) broken((found.last?.no ?? 0) + 1, null, 'seal-missing')
        if (!seal.previous.equals(previous)) broken(seal.no, null, 'seal-changed')
        const hash = beginSeal(seal.previous, seal.no)
        for (const event of events) {
          if (!event.whole) broken(seal.no, event.id, 'data-changed')
          if (event.erased) found.erased += 1
          addEvent(hash, event)
        }
        if (events.length < seal.events) broken(seal.no, null, 'events-missing')
        else if (events.length > seal.events) broken(seal.no, null, 'events-added')
        else if (!hash.digest().equals(seal.hash)) broken(seal.no, null, 'events-changed')
        previous = seal.hash
        found.seals += 1
        found.events += events.length
        found.last = { no: seal.no, hash: seal.hash.toString('hex'), at: seal.sealed_at }
      }
    }
  }
  const rest = await tx.query<{ unsealed: number; orphan: number | null }>(
    `select count(*) filter (where seal_no is null) as unsealed, min(seal_no) filter (where seal_no > $2) as orphan
     from event where org_id = $1 and (seal_no is null or seal_no > $2)`,
    [orgId, found.last?.no ?? 0],
  )
  found.unsealed = rest.rows[0]?.unsealed ?? 0
  const orphan = rest.rows[0]?.orphan
  if (orphan !== null && orphan !== undefined) broken(orphan, null, 'seal-missing')
  return found
}

/** Neighbouring seals, together about `RUN` events. */
function runsOf(seals: readonly Seal[]): Seal[][] {
  const runs: Seal[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const seal of seals) {
    if (size + seal.events > RUN) {
      runs.push([])
      size = 0
    }
    runs.at(-1)!.push(seal)
    size += seal.events
  }
  return runs
}

type CheckedEvent = SealedEvent & { seal_no: number; whole: boolean; erased: boolean }

/** The events of a run of seals in the order they were sealed, each with whether its data still fits its digest. */
async function eventsOf(tx: Tx, orgId: string, run: readonly Seal[]): Promise<Map<number, CheckedEvent[]>> {
  const { rows } = await tx.query<CheckedEvent>(
    `select ${EVENT_TEXT}, e.seal_no, (e.data is null and e.salt is null) as erased,
       case when e.data is null and e.salt is null then true
         else coalesce(e.digest = sha256(convert_to(e.salt || e.data::text, 'UTF8')), false) end as whole
     from event e where e.org_id = $1 and e.seal_no between $2 and $3 order by e.seal_no, e.id`,
    [orgId, run[0]!.no, run.at(-1)!.no],
  )
  return Map.groupBy(rows, (event) => event.seal_no)
}

/**
 * Erases what events say, where it turned out to be personal after all. The events stay, with their digests; so the chain
 * still verifies. The erasing is itself an event.
 * @returns how many were erased now
 */
export async function eraseEventData(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    `update event set data = null, salt = null
     where org_id = $1 and id = any($2::uuid[]) and data is not null returning id`,
    [organisationOf(tx), ids],
  )
  const first = rows[0]
  if (first) {
    const subject = { kind: 'event', id: first.id }
    await record(tx, {
      kind: 'platform.event-data-erased',
      subject,
      accountId: null,
      data: { events: rows.length },
    })
  }
  return rows.length
}

/** Every organisation's id: where work that goes round all of them starts. Each is then entered through its wall. */
export async function organisationIds(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ org_id: string }>('select org_id from org_directory order by org_id')
  return rows.map((row) => row.org_id)
}

/** Seals, each minute, whatever was written since. One organisation's trouble does not keep the others waiting. */
export const sealJob: Job = {
  name: 'platform-seal-events',
  schedule: '* * * * *',
  async run(_data, { open, log, signal }) {
    for (const orgId of await open({}, organisationIds)) {
      try {
        while (!signal.aborted && (await open({ orgId }, sealEvents)) === LARGEST_BATCH);
      } catch (error) {
        log.error({ err: error, orgId }, 'events could not be sealed')
      }
      if (signal.aborted) return
    }
  },
}

function organisationOf(tx: Tx): string {
  if (!tx.orgId) throw new Error('The audit chain is an organisation’s: open the transaction in one.')
  return tx.orgId
}

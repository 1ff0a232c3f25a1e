import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'

export const NOTICE_SIDES = ['old', 'new'] as const
export type NoticeSide = (typeof NOTICE_SIDES)[number]

export interface NoticeToSend {
  id: string
  memberId: string
  side: NoticeSide
  address: string
}

export async function insertNotice(tx: Tx, notice: NoticeToSend): Promise<void> {
  await tx.query(
    `insert into email_notice (org_id, id, member_id, side, address, changed_by) values ($1, $2, $3, $4, $5, $6)`,
    [tx.orgId, notice.id, notice.memberId, notice.side, notice.address, tx.memberId],
  )
}

export interface Notice {
  id: string
  side: NoticeSide
  address: string
  at: string
  /** The member's own language. */
  locale: Locale
  company: string
  timeZone: string
  changedBy: string
  /** The member did it, with the password. */
  bySelf: boolean
}

/** The letters about a member still to be sent, the oldest first. */
export async function findNotices(tx: Tx, memberId: string): Promise<Notice[]> {
  const { rows } = await tx.query<Notice>(
    `select n.id, n.side, n.address, n.created_at as at, m.locale, o.name as company, o.time_zone as "timeZone",
       b.name as "changedBy", n.changed_by = n.member_id as "bySelf"
     from email_notice n
     join org o on o.org_id = n.org_id
     join member m on m.org_id = n.org_id and m.id = n.member_id
     join member b on b.org_id = n.org_id and b.id = n.changed_by
     where n.org_id = $1 and n.member_id = $2
     order by n.created_at, n.id`,
    [tx.orgId, memberId],
  )
  return rows
}

/** A letter that is sent goes, and with it those nobody could deliver within a week. */
export async function deleteNotice(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `delete from email_notice where org_id = $1 and (id = $2 or created_at < now() - interval '7 days')`,
    [tx.orgId, id],
  )
}

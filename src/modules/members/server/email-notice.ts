import { newId } from '#platform/contract/fields.ts'
import { enqueue, type Job } from '#platform/server/jobs.ts'
import type { Tx } from '#platform/server/tx.ts'
import { formatOf } from '#platform/words/format.ts'
import { words } from '../words/index.ts'
import { deleteNotice, findNotices, insertNotice, NOTICE_SIDES } from './email-notice-store.ts'
import { type MailSettings, sendLetter } from './invitation-mail.ts'

interface EmailNotice {
  orgId: string
  memberId: string
}

/**
 * Tells both addresses that another e-mail signs in from now on: the old one, so that nobody loses an account unawares, and
 * the new one, so that a stranger's address typed by mistake comes to light. Sent after the change. A letter nobody takes
 * does not keep the other back, and only it is tried again.
 */
export function emailNoticeJob(mail: MailSettings | undefined): Job<EmailNotice> {
  return {
    name: 'members-send-email-notices',
    retries: 5,
    async run({ orgId, memberId }, { open, log }) {
      if (!mail) return
      let failed: unknown
      for (const notice of await open({ orgId }, (tx) => findNotices(tx, memberId))) {
        const w = words[notice.locale].mail.emailChanged[notice.side]
        const when = formatOf(notice.locale, notice.timeZone).moment(notice.at)
        const text = w.text(notice.company, when, notice.bySelf ? null : notice.changedBy)
        try {
          await sendLetter(mail, { to: notice.address, subject: w.subject(notice.company), text })
        } catch (error) {
          failed = error
          continue
        }
        await open({ orgId }, (tx) => deleteNotice(tx, notice.id))
        log.info({ noticeId: notice.id }, 'change of e-mail mailed')
      }
      if (failed !== undefined) throw failed
    },
  }
}

/** Queues both letters with the change. Without mail settings nothing is kept and nobody is told. */
export async function announceEmail(
  tx: Tx,
  mail: MailSettings | undefined,
  change: { memberId: string; old: string | null; new: string },
): Promise<void> {
  if (!mail || change.old === change.new) return
  for (const side of NOTICE_SIDES) {
    const address = change[side]
    if (address) await insertNotice(tx, { id: newId(), memberId: change.memberId, side, address })
  }
  await enqueue(tx, emailNoticeJob(mail), { orgId: tx.orgId!, memberId: change.memberId })
}

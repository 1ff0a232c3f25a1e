import { createTransport } from 'nodemailer'
import type { Job } from '#platform/server/jobs.ts'
import { words } from '../words/index.ts'
import { findInvitation, markMailed } from './invitation-store.ts'
import { makeLink } from './links.ts'
import { findMe } from './member-store.ts'

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…` */
  url: string
  /** `Icebreaker <crm@example.cn>` */
  from: string
}

export interface Letter {
  to: string
  subject: string
  text: string
}

/** @throws if the post office does not take it */
export async function sendLetter(mail: MailSettings, letter: Letter): Promise<void> {
  const transport = createTransport(mail.url)
  try {
    await transport.sendMail({ from: mail.from, ...letter })
  } finally {
    transport.close()
  }
}

export interface InvitationMail {
  orgId: string
  invitationId: string
  origin: string
}

/**
 * Sends an invitation by mail. The job knows ids only: its link is made when it is sent, beside the one that was shown
 * to whoever invited, and both work until one is used.
 */
export function invitationMailJob(mail: MailSettings | undefined): Job<InvitationMail> {
  return {
    name: 'members-send-invitation',
    retries: 5,
    async run({ orgId, invitationId, origin }, { open, log }) {
      if (!mail) return
      const letter = await open({ orgId }, async (tx) => {
        const invitation = await findInvitation(tx, invitationId)
        if (!invitation?.open || invitation.expired) return null
        const inviter = await findMe(tx, invitation.invitedById)
        const link = await makeLink(tx, invitationId, origin)
        const company = inviter?.organisation.name ?? ''
        const w = words[invitation.locale].mail[invitation.purpose]
        return {
          to: invitation.email,
          subject: w.subject(company),
          text: w.text(invitation.invitedByName, company, link),
        }
      })
      if (!letter) return
      await sendLetter(mail, letter)
      await open({ orgId }, (tx) => markMailed(tx, invitationId))
      log.info({ invitationId }, 'invitation mailed')
    },
  }
}

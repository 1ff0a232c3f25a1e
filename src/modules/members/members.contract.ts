import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, line, moment, newId, requiredLine, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'
import { ROLES } from '#platform/contract/roles.ts'
import { LOCALES } from '#platform/words/words.ts'

export const role = z.enum(ROLES)
export const locale = z.enum(LOCALES)
export const email = z.email().max(200)
/** As typed, never trimmed. Whether it is good enough is a rule (`password.rules.ts`); here only what can be stored. */
export const password = z.string().max(200)
/** The secret of a link, 256 bits as base64url. */
const linkToken = z.string().min(20).max(100)

export const MEMBER_STATES = ['active', 'invited', 'seatless', 'left'] as const
/** `seatless`: known (from an import), but nobody has been invited to sign in as this member. */
export const memberState = z.enum(MEMBER_STATES)

export const MEMBERS_PROBLEMS = {
  refused: problem('members.sign-in-refused', 401),
  needsHttps: problem('members.needs-https', 400),
  alreadySetUp: problem('members.already-set-up', 409),
  emailTaken: problem('members.email-taken', 409),
  linkUnusable: problem('members.link-unusable', 410),
  lastAdministrator: problem('members.last-administrator', 409),
  notYourTeam: problem('members.not-your-team', 403),
  alreadySignsIn: problem('members.already-signs-in', 409),
  neverSignedIn: problem('members.never-signed-in', 409),
  teamNotEmpty: problem('members.team-not-empty', 409),
  teamLoop: problem('members.team-loop', 409),
  hasLeft: problem('members.has-left', 409),
} as const
const P = MEMBERS_PROBLEMS

// —— Oneself and the session ——

/** Who is signed in, and where: what every screen starts from. */
export const me = z.object({
  member: z.object({
    id,
    name: z.string(),
    role,
    email: z.string(),
    teamId: id.nullable(),
    locale,
    version,
  }),
  organisation: z.object({ id, name: z.string(), timeZone: z.string() }),
})

export const getSetupState = endpoint({
  name: 'members.setup-state',
  method: 'GET',
  path: '/api/setup',
  can: 'public',
  ok: z.object({ needed: z.boolean() }),
})

export const setUp = endpoint({
  name: 'members.set-up',
  method: 'POST',
  path: '/api/setup',
  can: 'public',
  body: z.object({
    /** The organisation's id. A repeated set-up with the same id and password is answered like the first. */
    id,
    memberId: id,
    company: requiredLine(120),
    name: requiredLine(60),
    email,
    password,
    locale,
    withStory: z.boolean(),
    /** The browser's zone; one nobody here knows gives the usual one. */
    timeZone: z.string().max(60).optional(),
  }),
  ok: me,
  problems: [P.alreadySetUp, P.needsHttps, P.refused],
  touches: ['members'],
  sample: () => ({
    id: newId(),
    memberId: newId(),
    company: '示例公司',
    name: '示例管理员',
    email: 'nobody@example.com',
    password: 'a sample password',
    locale: 'zh-CN',
    withStory: false,
  }),
})

export const signIn = endpoint({
  name: 'members.sign-in',
  method: 'POST',
  path: '/api/session',
  can: 'public',
  body: z.object({
    email,
    password,
    /** `false`: the cookie ends with the browser, the session after a day. */
    remember: z.boolean().default(true),
  }),
  ok: me,
  problems: [P.refused, P.needsHttps],
  touches: ['members'],
})

export const signOut = endpoint({
  name: 'members.sign-out',
  method: 'DELETE',
  path: '/api/session',
  can: 'public',
  ok: null,
  once: false,
})

export const session = z.object({
  id,
  current: z.boolean(),
  startedAt: moment,
  /** Renewed at most once a day. */
  seenAt: moment,
  expiresAt: moment,
  address: z.string(),
  userAgent: z.string(),
})

export const listSessions = endpoint({
  name: 'members.sessions',
  method: 'GET',
  path: '/api/sessions',
  can: 'member',
  ok: z.object({ items: z.array(session) }),
})

export const endSession = endpoint({
  name: 'members.end-session',
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  can: 'member',
  params: z.object({ sessionId: id }),
  ok: null,
  once: false,
  touches: ['members.sessions'],
})

export const signOutEverywhere = endpoint({
  name: 'members.sign-out-everywhere',
  method: 'POST',
  path: '/api/sessions/end',
  can: 'member',
  body: z.object({ keepThis: z.boolean() }),
  ok: z.object({ ended: z.number().int() }),
  once: false,
  touches: ['members.sessions'],
})

export const changePassword = endpoint({
  name: 'members.change-password',
  method: 'POST',
  path: '/api/password',
  can: 'member',
  body: z.object({ current: password, next: password }),
  ok: z.object({ ended: z.number().int() }),
  once: false,
  touches: ['members.sessions'],
})

export const getMe = endpoint({
  name: 'members.me',
  method: 'GET',
  path: '/api/me',
  can: 'member',
  ok: me,
})

export const changeMe = endpoint({
  name: 'members.change-me',
  method: 'PATCH',
  path: '/api/me',
  can: 'member',
  body: z.object({ name: requiredLine(60), locale, version }),
  ok: me,
  touches: ['members'],
})

// —— The organisation ——

export const organisation = z.object({
  id,
  name: z.string(),
  /** An IANA zone, `Asia/Shanghai`: where "today", "overdue" and "expired" are decided. */
  timeZone: z.string(),
  version,
})

export const getOrganisation = endpoint({
  name: 'members.organisation',
  method: 'GET',
  path: '/api/organisation',
  can: 'organisation.manage',
  ok: organisation,
})

export const changeOrganisation = endpoint({
  name: 'members.change-organisation',
  method: 'PATCH',
  path: '/api/organisation',
  can: 'organisation.manage',
  body: z.object({ timeZone: z.string().min(1).max(60), version }),
  ok: organisation,
  touches: ['members'],
  // A version nobody has reached: a sample moves nobody's day.
  sample: () => ({ timeZone: 'Asia/Shanghai', version: 1_000_000 }),
})

// —— Members ——

/** Another e-mail for oneself, by whoever knows the password; all other devices are signed out. */
export const changeMyEmail = endpoint({
  name: 'members.change-my-email',
  method: 'POST',
  path: '/api/me/email',
  can: 'member',
  body: z.object({ email, current: password, version }),
  ok: me,
  problems: [P.emailTaken],
  touches: ['members'],
  sample: () => ({ email: 'mine@example.com', current: 'not the password', version: 1 }),
})

export const member = z.object({
  id,
  name: z.string(),
  role,
  state: memberState,
  teamId: id.nullable(),
  teamName: z.string().nullable(),
  /** Only for administrators, for those above the member, and for oneself. */
  email: z.string().nullable(),
  locale,
  joinedAt: moment,
  leftAt: moment.nullable(),
  version,
})

export const listMembers = endpoint({
  name: 'members.list',
  method: 'GET',
  path: '/api/members',
  can: 'member',
  query: z.object({
    ...pageQuery,
    /** The beginning of a name, in Chinese, pinyin or Latin letters. */
    q: line(60).optional(),
    teamId: id.optional(),
    /** `working`: everyone but those who have left. */
    show: z.enum(['working', 'left', 'all']).default('working'),
    /** Only those at whose work the reader may look: itself and the teams below it. */
    mine: z.enum(['yes', 'no']).default('no'),
  }),
  ok: page(member),
})

export const getMember = endpoint({
  name: 'members.get',
  method: 'GET',
  path: '/api/members/:memberId',
  can: 'member',
  params: z.object({ memberId: id }),
  ok: member,
})

export const changeMember = endpoint({
  name: 'members.change',
  method: 'PATCH',
  path: '/api/members/:memberId',
  can: 'organisation.manage',
  params: z.object({ memberId: id }),
  body: z.object({
    name: requiredLine(60).optional(),
    role: role.optional(),
    teamId: id.nullable().optional(),
    version,
  }),
  ok: member,
  problems: [P.lastAdministrator, P.hasLeft],
  touches: ['members'],
  sample: () => ({ version: 1 }),
})

/** Another e-mail to sign in with: whoever is signed in as this member is signed out, and links sent to the old one end. */
export const changeEmail = endpoint({
  name: 'members.change-email',
  method: 'POST',
  path: '/api/members/:memberId/email',
  can: 'organisation.manage',
  params: z.object({ memberId: id }),
  body: z.object({ email, version }),
  ok: member,
  problems: [P.emailTaken, P.hasLeft],
  touches: ['members'],
  // A version nobody has reached: a sample signs nobody out.
  sample: () => ({ email: 'new@example.com', version: 1_000_000 }),
})

export const leaveMember = endpoint({
  name: 'members.leave',
  method: 'POST',
  path: '/api/members/:memberId/leave',
  can: 'organisation.manage',
  params: z.object({ memberId: id }),
  body: z.object({ version }),
  ok: member,
  problems: [P.lastAdministrator],
  touches: ['members'],
})

export const returnMember = endpoint({
  name: 'members.return',
  method: 'POST',
  path: '/api/members/:memberId/return',
  can: 'organisation.manage',
  params: z.object({ memberId: id }),
  body: z.object({ version }),
  ok: member,
  touches: ['members'],
})

// —— Teams ——

export const team = z.object({
  id,
  name: z.string(),
  parentId: id.nullable(),
  supervisorId: id.nullable(),
  supervisorName: z.string().nullable(),
  /** Members who have not left, of this team alone. */
  members: z.number().int(),
  version,
})

export const listTeams = endpoint({
  name: 'members.teams',
  method: 'GET',
  path: '/api/teams',
  can: 'member',
  query: z.object(pageQuery),
  ok: page(team),
})

export const createTeam = endpoint({
  name: 'members.create-team',
  method: 'POST',
  path: '/api/teams',
  can: 'organisation.manage',
  body: z.object({
    id,
    name: requiredLine(60),
    parentId: id.nullable(),
    supervisorId: id.nullable(),
  }),
  ok: team,
  touches: ['members'],
  sample: () => ({ id: newId(), name: '示例团队', parentId: null, supervisorId: null }),
})

export const changeTeam = endpoint({
  name: 'members.change-team',
  method: 'PATCH',
  path: '/api/teams/:teamId',
  can: 'organisation.manage',
  params: z.object({ teamId: id }),
  body: z.object({
    name: requiredLine(60).optional(),
    parentId: id.nullable().optional(),
    supervisorId: id.nullable().optional(),
    version,
  }),
  ok: team,
  problems: [P.teamLoop],
  touches: ['members'],
  sample: () => ({ version: 1 }),
})

export const deleteTeam = endpoint({
  name: 'members.delete-team',
  method: 'DELETE',
  path: '/api/teams/:teamId',
  can: 'organisation.manage',
  params: z.object({ teamId: id }),
  ok: null,
  problems: [P.teamNotEmpty],
  touches: ['members'],
})

// —— Invitations and other links ——

export const invitation = z.object({
  id,
  purpose: z.enum(['join', 'reset']),
  email: z.string(),
  name: z.string(),
  role,
  teamId: id.nullable(),
  teamName: z.string().nullable(),
  memberId: id.nullable(),
  invitedBy: z.object({ id, name: z.string() }),
  createdAt: moment,
  expiresAt: moment,
  mailedAt: moment.nullable(),
  state: z.enum(['open', 'expired']),
})

/** The link is shown this once; what is kept of it is a hash. */
const invitationWithLink = z.object({ invitation, link: z.string(), mailed: z.boolean() })

export const listInvitations = endpoint({
  name: 'members.invitations',
  method: 'GET',
  path: '/api/invitations',
  can: 'team.manage',
  query: z.object(pageQuery),
  ok: page(invitation),
})

export const createInvitation = endpoint({
  name: 'members.create-invitation',
  method: 'POST',
  path: '/api/invitations',
  can: 'team.manage',
  body: z.object({
    id,
    email,
    name: line(60).default(''),
    role,
    teamId: id.nullable(),
    /** A member who is here already without a sign-in, from an import. */
    memberId: id.nullable().default(null),
    locale: locale.default('zh-CN'),
  }),
  ok: invitationWithLink,
  problems: [P.emailTaken, P.notYourTeam, P.alreadySignsIn, P.hasLeft],
  // The answer holds the link, and must not be kept for repetition: the same id makes a new link for the same invitation.
  once: false,
  touches: ['members'],
  sample: () => ({ id: newId(), email: 'guest@example.com', role: 'rep', teamId: null }),
})

export const renewInvitation = endpoint({
  name: 'members.renew-invitation',
  method: 'POST',
  path: '/api/invitations/:invitationId/link',
  can: 'team.manage',
  params: z.object({ invitationId: id }),
  ok: invitationWithLink,
  once: false,
  touches: ['members.invitations'],
})

export const withdrawInvitation = endpoint({
  name: 'members.withdraw-invitation',
  method: 'DELETE',
  path: '/api/invitations/:invitationId',
  can: 'team.manage',
  params: z.object({ invitationId: id }),
  ok: null,
  touches: ['members'],
})

/** A link for a member who has forgotten the password; the old one works until the link is used. */
export const createResetLink = endpoint({
  name: 'members.create-reset-link',
  method: 'POST',
  path: '/api/members/:memberId/password-link',
  can: 'organisation.manage',
  params: z.object({ memberId: id }),
  body: z.object({ id }),
  ok: invitationWithLink,
  problems: [P.neverSignedIn, P.hasLeft],
  once: false,
  touches: ['members.invitations'],
  sample: () => ({ id: newId() }),
})

/** The token travels in the body: addresses end up in logs. */
export const lookAtLink = endpoint({
  name: 'members.look-at-link',
  method: 'POST',
  path: '/api/link/look',
  can: 'public',
  body: z.object({ token: linkToken }),
  ok: z.object({
    purpose: z.enum(['join', 'reset']),
    organisation: z.string(),
    email: z.string(),
    name: z.string(),
    role,
    locale,
    invitedBy: z.string(),
    expiresAt: moment,
  }),
  problems: [P.linkUnusable],
  once: false,
  sample: () => ({ token: 'a-token-that-nobody-was-given' }),
})

export const acceptLink = endpoint({
  name: 'members.accept-link',
  method: 'POST',
  path: '/api/link/accept',
  can: 'public',
  body: z.object({ token: linkToken, name: line(60).default(''), password, locale }),
  ok: me,
  problems: [P.linkUnusable, P.emailTaken, P.needsHttps],
  once: false,
  touches: ['members'],
  sample: () => ({
    token: 'a-token-that-nobody-was-given',
    name: '示例',
    password: 'a sample password',
    locale: 'zh-CN',
  }),
})

// —— Audit ——

export const auditEvent = z.object({
  id,
  at: moment,
  kind: z.string(),
  /** Null: nobody was signed in (set-up, a link), or a job did it. */
  actor: z.object({ id, name: z.string() }).nullable(),
  subjectKind: z.string(),
  subjectId: id,
  accountId: id.nullable(),
  /** Null once erased. */
  data: z.record(z.string(), z.unknown()).nullable(),
  /** The seal that covers it; null for at most a minute or so. */
  sealNo: z.number().int().nullable(),
})

export const listAudit = endpoint({
  name: 'members.audit',
  method: 'GET',
  path: '/api/audit',
  can: 'audit.read',
  query: z.object({
    ...pageQuery,
    memberId: id.optional(),
    subjectId: id.optional(),
    /** The beginning of a kind, e.g. `members.` */
    kind: line(60).optional(),
  }),
  ok: page(auditEvent),
})

export const verifyAudit = endpoint({
  name: 'members.verify-audit',
  method: 'POST',
  path: '/api/audit/verification',
  can: 'audit.read',
  ok: z.object({
    ok: z.boolean(),
    seals: z.number().int(),
    events: z.number().int(),
    /** Events whose data was erased; their seal still holds. */
    erased: z.number().int(),
    unsealed: z.number().int(),
    /** To be noted down elsewhere: who holds it can tell later whether the end of the chain was cut off. */
    last: z.object({ no: z.number().int(), hash: z.string(), at: moment }).nullable(),
    firstBroken: z
      .object({ sealNo: z.number().int(), eventId: id.nullable(), reason: z.string() })
      .nullable(),
  }),
  once: false,
})

/** Every endpoint of this module. */
export const membersEndpoints = [
  getSetupState,
  setUp,
  signIn,
  signOut,
  listSessions,
  endSession,
  signOutEverywhere,
  changePassword,
  getMe,
  changeMe,
  changeMyEmail,
  getOrganisation,
  changeOrganisation,
  listMembers,
  getMember,
  changeMember,
  changeEmail,
  leaveMember,
  returnMember,
  listTeams,
  createTeam,
  changeTeam,
  deleteTeam,
  listInvitations,
  createInvitation,
  renewInvitation,
  withdrawInvitation,
  createResetLink,
  lookAtLink,
  acceptLink,
  listAudit,
  verifyAudit,
] as const

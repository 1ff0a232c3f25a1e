import { text } from 'node:stream/consumers'
import {
  addMember,
  createOrganisation,
  findOrganisations,
  hashPassword,
  inviteMember,
  type OrganisationThere,
} from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { ROLES, type Role } from '#platform/contract/roles.ts'
import type { Config } from '#platform/server/config.ts'
import { CommandRefused } from './refused.ts'
import { type CommandSession, withSession } from './session.ts'

export interface UserAddOptions {
  email: string
  name: string
  role: string
  company?: string
  newCompany?: boolean
  passwordStdin?: boolean
}

/** Adds a member, or a company with its administrator; without a password, prints an invitation link. */
export async function userAdd(config: Config, options: UserAddOptions): Promise<void> {
  const role = options.role as Role
  if (!ROLES.includes(role))
    throw new CommandRefused(
      `没有角色“${options.role}”，可选：${ROLES.join('、')}`,
      `There is no role "${options.role}"; choose ${ROLES.join(', ')}`,
    )
  const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
  await withSession(config, async (session) => {
    if (options.newCompany) return newCompany(session, options, password)
    const company = await chosen(session, options.company)
    if (password !== undefined) {
      await session.open({ orgId: company.orgId }, (tx) => addMember(tx, { ...options, role, password }))
      console.log(`已添加 ${options.name}（${company.name}） / added ${options.name} to ${company.name}`)
      return
    }
    const { administratorId } = company
    if (!administratorId)
      throw new CommandRefused(
        `${company.name} 没有管理员，邀请无从发出`,
        `${company.name} has no administrator to invite in the name of`,
      )
    const origin = `http://${config.host}:${config.port}`
    const { link } = await session.open({ orgId: company.orgId, memberId: administratorId }, (tx) =>
      inviteMember(tx, {
        name: options.name,
        email: options.email,
        role,
        invitedById: administratorId,
        origin,
      }),
    )
    console.log(
      `请把这个链接交给 ${options.name}（14 天内有效，只能用一次） / give this link to ${options.name}:\n${link}`,
    )
  })
}

async function newCompany(
  session: CommandSession,
  options: UserAddOptions,
  password: string | undefined,
): Promise<void> {
  if (!options.company || password === undefined)
    throw new CommandRefused(
      '新公司需要 --company 名称，并用 --password-stdin 给出管理员密码',
      'A new company needs --company NAME and its administrator’s password by --password-stdin',
    )
  const administrator = {
    id: newId(),
    name: options.name,
    email: options.email,
    passwordHash: await hashPassword(password),
    locale: 'zh-CN' as const,
  }
  const name = options.company
  await session.open({ orgId: newId(), memberId: administrator.id }, (tx) =>
    createOrganisation(tx, { name, administrator }),
  )
  console.log(
    `已创建公司 ${name}，管理员 ${options.name} / created ${name} with ${options.name} as administrator`,
  )
}

/** The company named, or the only one. */
async function chosen(session: CommandSession, name: string | undefined): Promise<OrganisationThere> {
  const all = await findOrganisations(session.open)
  const fitting = name === undefined ? all : all.filter((one) => one.name === name)
  const [only] = fitting
  if (only && fitting.length === 1) return only
  if (all.length === 0)
    throw new CommandRefused(
      '还没有公司。请先打开网页完成设置，或加 --new-company。',
      'There is no company yet. Set one up in the browser, or add --new-company.',
    )
  const names = all.map((one) => one.name).join('、')
  throw new CommandRefused(`请用 --company 指明公司：${names}`, `Say which company by --company: ${names}`)
}

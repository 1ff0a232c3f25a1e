import { type APIRequestContext, type Page, request } from '@playwright/test'
import { v7 } from 'uuid'

export interface Credentials {
  name: string
  email: string
  password: string
}
type Role = 'rep' | 'supervisor' | 'service' | 'administrator' | 'auditor'

/** The company all journeys happen in, and who founded it. */
export const COMPANY = '远航自动化'
export const ADMINISTRATOR: Credentials = {
  name: '沈佳',
  email: 'shen@yuanhang.example',
  password: 'ice under the water 7',
}

/** The first run, without its screen: the company, its administrator, and the sample story if asked for. */
export async function setUpCompany(
  address: string,
  company: string,
  administrator: Credentials,
  { withStory = false } = {},
): Promise<void> {
  const api = await request.newContext({ baseURL: address })
  await post(api, '/api/setup', {
    id: v7(),
    memberId: v7(),
    company,
    ...administrator,
    locale: 'zh-CN',
    withStory,
  })
  await api.dispose()
}

/** A new member with a role, invited and joined through the product's own endpoints. */
export async function newMember(
  role: Role,
  name: string,
  teamId: string | null = null,
): Promise<Credentials> {
  const member = { name, email: `${v7()}@yuanhang.example`, password: `${v7()} is mine` }
  const administrator = await signedInApi(ADMINISTRATOR)
  const { link } = await post(administrator, '/api/invitations', {
    id: v7(),
    email: member.email,
    name,
    role,
    teamId,
  })
  await administrator.dispose()
  const token =
    new URL(link, serverAddress()).hash.slice(1) ||
    new URL(link, serverAddress()).searchParams.get('token') ||
    link.split('/').at(-1)
  const api = await request.newContext({ baseURL: serverAddress() })
  await post(api, '/api/link/accept', {
    token: token?.replace(/^token=/, ''),
    name,
    password: member.password,
    locale: 'zh-CN',
  })
  await api.dispose()
  return member
}

/** Calls the API as a member, to prepare what a journey does not walk itself. */
export async function signedInApi(who: Credentials): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: serverAddress() })
  await post(api, '/api/session', { email: who.email, password: who.password })
  return api
}

/** Signs a page in without walking the sign-in screen, which has its own journey. */
export async function signIn(page: Page, who: Credentials): Promise<void> {
  await post(page.request, `${serverAddress()}/api/session`, { email: who.email, password: who.password })
}

/** Where the journeys' server is. */
export function serverAddress(): string {
  const address = process.env.ICEBREAKER_URL
  if (!address) throw new Error('No server: run the journeys with `npx playwright test`.')
  return address
}

/** Posts with a retry key, and says what the server said if it refuses. */
// biome-ignore lint/suspicious/noExplicitAny: what each endpoint answers is its contract's business
export async function post(api: APIRequestContext, path: string, data: object): Promise<any> {
  const response = await api.post(path, { data, headers: { 'idempotency-key': v7() } })
  if (!response.ok()) throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`)
  return response.status() === 204 ? undefined : response.json()
}

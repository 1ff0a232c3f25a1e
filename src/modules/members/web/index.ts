import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/setup',
    can: 'public',
    chrome: 'bare',
    signedIn: false,
    title: { 'zh-CN': '欢迎使用破冰', en: 'Welcome to Icebreaker' },
    load: () => import('./SetUpPage.tsx').then((m) => ({ Page: m.SetUpPage })),
  },
  {
    path: '/sign-in',
    can: 'public',
    chrome: 'bare',
    signedIn: false,
    title: { 'zh-CN': '登录', en: 'Sign in' },
    load: () => import('./SignInPage.tsx').then((m) => ({ Page: m.SignInPage })),
  },
  {
    path: '/join',
    can: 'public',
    chrome: 'bare',
    signedIn: false,
    title: { 'zh-CN': '加入团队', en: 'Join your team' },
    load: () => import('./JoinPage.tsx').then((m) => ({ Page: m.JoinPage })),
  },
  {
    path: '/members',
    can: 'member',
    title: { 'zh-CN': '成员与团队', en: 'Members and teams' },
    load: () => import('./MembersPage.tsx').then((m) => ({ Page: m.MembersPage })),
  },
  {
    path: '/members/$memberId',
    can: 'member',
    title: { 'zh-CN': '成员', en: 'Member' },
    load: () => import('./MemberPage.tsx').then((m) => ({ Page: m.MemberPage })),
  },
  {
    path: '/settings',
    can: 'member',
    title: { 'zh-CN': '我的设置', en: 'My settings' },
    load: () => import('./SettingsPage.tsx').then((m) => ({ Page: m.SettingsPage })),
  },
  {
    path: '/settings/organisation',
    can: 'organisation.manage',
    title: { 'zh-CN': '公司时区', en: 'Company time zone' },
    load: () => import('./OrganisationPage.tsx').then((m) => ({ Page: m.OrganisationPage })),
  },
  {
    path: '/audit',
    can: 'audit.read',
    title: { 'zh-CN': '审计', en: 'Audit' },
    load: () => import('./AuditPage.tsx').then((m) => ({ Page: m.AuditPage })),
  },
]

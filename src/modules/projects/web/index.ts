import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/projects',
    can: 'selling.read',
    section: 'accounts',
    title: { 'zh-CN': '项目', en: 'Projects' },
    load: () => import('./ProjectListPage.tsx').then((m) => ({ Page: m.ProjectListPage })),
  },
  {
    path: '/projects/$projectId',
    can: 'selling.read',
    section: 'accounts',
    load: () => import('./ProjectPage.tsx').then((m) => ({ Page: m.ProjectPage })),
  },
]

/** 项目: the purchases of one customer. For the account's page. */
export const ProjectsPanel = lazy(() =>
  import('./ProjectsPanel.tsx').then((m) => ({ default: m.ProjectsPanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)

import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/library',
    can: 'library.read',
    section: 'library',
    title: { 'zh-CN': '知识库', en: 'Library' },
    load: () => import('./LibraryPage.tsx').then((m) => ({ Page: m.LibraryPage })),
  },
  {
    path: '/library/proofs/new',
    can: 'library.write',
    section: 'library',
    title: { 'zh-CN': '添加信任素材', en: 'Add trust material' },
    load: () => import('./NewProofPage.tsx').then((m) => ({ Page: m.NewProofPage })),
  },
  {
    path: '/library/proofs/$proofId',
    can: 'library.read',
    section: 'library',
    load: () => import('./ProofPage.tsx').then((m) => ({ Page: m.ProofPage })),
  },
]

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)

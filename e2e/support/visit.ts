import type { Page } from '@playwright/test'
import { expect } from './journey.ts'

/** The stage bar's names, in the order of the work. */
export type StageName = '准备' | '开场' | '发现需求' | '匹配' | '异议' | '收场' | '记录'

/** Goes to a stage with the bar, as a thumb does. */
export async function toStage(page: Page, stage: StageName): Promise<void> {
  const bar = page.getByRole('navigation', { name: '拜访阶段' })
  await bar.getByRole('button', { name: stage }).click()
  await expect(bar.locator('[aria-current=step]')).toContainText(stage)
}

/** Waits until nothing of what was done is still on its way, then opens the page anew. */
export async function openAnew(page: Page): Promise<void> {
  await expect(page.getByText(/正在保存|已存在本机，待联网发送/)).toBeHidden()
  await page.waitForLoadState('networkidle')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** One chip of a choice. */
export const chip = (page: Page, group: string | RegExp, name: string | RegExp) =>
  page.getByRole('group', { name: group }).getByRole('button', { name, exact: typeof name === 'string' })

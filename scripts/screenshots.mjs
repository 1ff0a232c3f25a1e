import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, projectNode, root } from './install.mjs'

/** Makes the pictures of the README from the sample story: `npm run screenshots`. */
ensureInstalled()
if (!ensureBuilt()) process.exit(1)
const chromiumPath = ensureBrowser()
const { chromium } = await import('playwright-core')

const images = join(root, 'docs', 'images')
mkdirSync(images, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'icebreaker-pictures-'))
const server = spawn(projectNode, [join(root, 'src', 'cli.ts'), 'start'], {
  cwd: root,
  env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ICEBREAKER_DATA: folder, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const address = await new Promise((resolve) => {
  createInterface({ input: server.stdout }).on('line', (line) => {
    const found = /http:\/\/\S+/.exec(line)?.[0]
    if (found) resolve(found)
  })
})
const browser = await chromium.launch({
  ...(chromiumPath && { executablePath: chromiumPath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  const settings = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', deviceScaleFactor: 1.5 }
  const desk = await browser.newContext({ ...settings, viewport: { width: 1280, height: 1080 } })
  const page = await desk.newPage()
  await page.goto(`${address}/setup`)
  await page.getByLabel(/公司名称/).fill('恒灌科技')
  await page.getByLabel(/你的姓名/).fill('李敏')
  await page.getByLabel(/邮箱/).fill('limin@example.com')
  await page.getByLabel(/密码/).first().fill('sample story pictures')
  const story = page.getByRole('switch').first()
  if (!(await story.isChecked())) await story.click()
  await page.getByRole('button', { name: '创建并开始' }).click()
  await page.waitForURL((url) => !url.pathname.includes('setup'), { timeout: 60_000 })
  const read = async (path) => (await desk.request.get(address + path)).json()
  const account = (await read('/api/accounts')).items.find((one) => one.name.includes('云岭')).id
  const visits = (await read(`/api/visits?scope=account&accountId=${account}`)).items
  const recorded = visits.find((one) => one.state === 'recorded').id
  const planned = visits.find((one) => one.state !== 'recorded').id

  await page.goto(`${address}/accounts/${account}?tab=chain`)
  await page.locator('[data-map-drawn] [data-box]').first().waitFor()
  await page.waitForTimeout(800)
  await page.screenshot({ path: join(images, 'map.png') })
  await page.goto(`${address}/visits/${recorded}?stage=discover`)
  await page.waitForLoadState('networkidle')
  await page.locator('svg').nth(3).scrollIntoViewIfNeeded()
  await page.waitForTimeout(800)
  await page.screenshot({ path: join(images, 'iceberg.png') })

  const phone = await browser.newContext({
    ...settings,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    storageState: await desk.storageState(),
  })
  const small = await phone.newPage()
  await small.goto(`${address}/visits/${planned}?stage=prepare`)
  await small.waitForLoadState('networkidle')
  await small.waitForTimeout(600)
  await small.screenshot({ path: join(images, 'visit.png') })
  console.log(`图片已写入 / pictures written to ${images}`)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
}

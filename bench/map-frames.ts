import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type APIRequestContext, chromium, type Page } from '@playwright/test'
import { newId } from '#platform/contract/fields.ts'
import { startProgram } from './processes.ts'

/**
 * How smoothly the map moves: a customer of so many posts, opened in a real browser without a graphics card, panned and zoomed
 * for two seconds at a time. `npm run bench -- map-frames`.
 */
const { values: options } = parseArgs({
  options: {
    posts: { type: 'string', default: '1000' },
    json: { type: 'string' },
    picture: { type: 'string' },
  },
})
const POSTS = Number(options.posts)
const SECONDS = 2
const say = (line: string) => console.error(line)
const folder = mkdtempSync(join(tmpdir(), 'icebreaker-map-'))
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const server = await startProgram(['src/cli.ts', 'start'], {
  env: { PORT: '0', HOST: '127.0.0.1', ICEBREAKER_DATA: folder, LOG_LEVEL: 'error', NODE_ENV: 'production' },
  line: /http:\/\/[^\s]*:(\d+)/,
})
const browser = await chromium.launch({
  ...(existsSync(chromiumPath) && { executablePath: chromiumPath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
})
try {
  const address = `http://127.0.0.1:${server.port}`
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  const accountId = await loadChart(context.request, address)
  const page = await context.newPage()
  // Notes when the picture stands: two frames after the first box or the drawn chart appears.
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[data-map-drawn]')) return
      seen.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('map-drawn')))
    })
    seen.observe(document, { subtree: true, childList: true, attributes: true })
  })
  // Once to fetch the program itself, once to measure: what counts is the drawing, not the download.
  const tab = `${address}/accounts/${accountId}?tab=chain`
  const paints: number[] = []
  for (let i = 0; i < 3; i++) {
    await page.goto(tab)
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0, null, {
      timeout: 120_000,
    })
    paints.push(
      await page.evaluate(() => {
        const answer = performance
          .getEntriesByType('resource')
          .find((entry) => /\/api\/accounts\/[^/]+\/map/.test(entry.name)) as PerformanceResourceTiming
        return (
          (performance.getEntriesByName('map-drawn')[0] as PerformanceEntry).startTime - answer.responseEnd
        )
      }),
    )
  }
  const rows = [
    { what: 'first picture after the data, ms', value: Math.round(Math.min(...paints.slice(1))), goal: 1000 },
    ...(await frames(page, 'the whole chart', 'pan')),
    ...(await frames(page, 'the whole chart', 'zoom')),
    ...(await closer(page).then(() => frames(page, 'close up', 'pan'))),
    ...(await frames(page, 'close up', 'zoom')),
  ]
  for (const row of rows) say(`${row.what.padEnd(46)} ${String(row.value).padStart(8)}   goal ${row.goal}`)
  if (options.json) writeFileSync(options.json, JSON.stringify({ posts: POSTS, rows }, null, 2))
  if (options.picture) await page.screenshot({ path: options.picture })
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Brings the map to a size at which names are read. */
async function closer(page: Page): Promise<void> {
  const box = await canvasOf(page)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let i = 0; i < 14; i++) {
    await page.mouse.wheel(0, -100)
    await page.waitForTimeout(30)
  }
  await page.waitForTimeout(500)
}

async function canvasOf(page: Page) {
  // Whole on the screen: a pointer dragged off the window scrolls the page, which is another thing.
  await page.locator('[data-map-drawn]').evaluate((map) => map.scrollIntoView({ block: 'center' }))
  const box = await page.locator('[data-map-drawn]').boundingBox()
  if (!box) throw new Error('The map is not on the screen.')
  return box
}

/** Moves the map on every frame and counts how many frames came. @returns frames a second, and the slowest of twenty */
async function frames(page: Page, where: string, how: 'pan' | 'zoom') {
  const box = await canvasOf(page)
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  await page.mouse.move(x, y)
  if (how === 'pan') await page.mouse.down()
  const counting = page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        const from = performance.now()
        const step = (now: number) => {
          times.push(now)
          if (now - from < ms) requestAnimationFrame(step)
          else resolve(times)
        }
        requestAnimationFrame(step)
      }),
    SECONDS * 1000,
  )
  let done = false
  counting.then(() => {
    done = true
  })
  // Real input through the browser's own queue, about one event a frame.
  for (let i = 0; !done; i++) {
    const angle = i / 12
    if (how === 'pan') await page.mouse.move(x + Math.sin(angle) * 260, y + Math.cos(angle) * 160)
    else await page.mouse.wheel(0, Math.floor(i / 20) % 2 === 0 ? 40 : -40)
    await new Promise((resolve) => setTimeout(resolve, 8))
  }
  const times = await counting
  if (how === 'pan') await page.mouse.up()
  const gaps = times.slice(1).map((at, i) => at - (times[i] as number))
  gaps.sort((a, b) => a - b)
  const perSecond = (gaps.length / gaps.reduce((sum, gap) => sum + gap, 0)) * 1000
  return [
    { what: `${how}, ${where}, frames/s`, value: Math.round(perSecond * 10) / 10, goal: 50 },
    {
      what: `${how}, ${where}, slowest of twenty frames, ms`,
      value: Math.round(gaps[Math.floor(gaps.length * 0.95)] ?? 0),
      goal: 34,
    },
  ]
}

/** A company of so many posts in departments, most of them held, a tenth vacant. */
async function loadChart(api: APIRequestContext, address: string): Promise<string> {
  const post = async (path: string, data: object) => {
    const answer = await api.post(address + path, { data, headers: { 'idempotency-key': newId() } })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  await post('/api/setup', {
    id: newId(),
    memberId: newId(),
    company: '远航自动化',
    name: '沈佳',
    email: 'shen@yuanhang.example',
    password: 'a river under the ice 3',
    locale: 'zh-CN',
    withStory: false,
  })
  const accountId = newId()
  await post('/api/accounts', { id: accountId, name: '华东电力集团' })
  const stands = ['decide', 'purchase', 'use', 'support', 'oppose', null] as const
  const units = Array.from({ length: 1 + Math.ceil(POSTS / 25) }, () => newId())
  const posts = Array.from({ length: POSTS }, () => newId())
  await post(`/api/accounts/${accountId}/units`, { id: units[0], name: '集团管理层', stand: 'decide' })
  for (let i = 1; i < units.length; i++)
    await post(`/api/accounts/${accountId}/units`, {
      id: units[i],
      name: `第${i}分公司`,
      parentId: units[0],
      stand: stands[i % stands.length],
    })
  // Levels one after the other (a superior must exist); within a level, eight at a time.
  const bossOf = (i: number) => (i === 0 ? null : Math.floor((i - 1) / (i < 8 ? 7 : 5)))
  const unitOf = (i: number): number =>
    i < 8 ? 0 : i < 48 ? 1 + ((i - 8) % (units.length - 1)) : unitOf(bossOf(i) as number)
  let from = 0
  while (from < POSTS) {
    let to = from + 1
    while (to < POSTS && (bossOf(to) as number) < from) to++
    const level = Array.from({ length: to - from }, (_, i) => from + i)
    for (let at = 0; at < level.length; at += 8)
      await Promise.all(
        level.slice(at, at + 8).map(async (i) => {
          const vacant = i % 10 === 9
          const boss = bossOf(i)
          await post(`/api/accounts/${accountId}/posts`, {
            id: posts[i],
            title: i === 0 ? '总经理' : `${i} 号岗位经理`,
            unitId: units[unitOf(i)],
            reportsToId: boss === null ? null : posts[boss],
            vacant,
            holderUnknown: false,
          })
          if (!vacant)
            await post(`/api/accounts/${accountId}/people`, {
              id: newId(),
              name: `${'赵钱孙李周吴郑王'[i % 8]}${'建国志远敏帆亮晴佳新'[i % 10]}${i}`,
              postId: posts[i],
              unitId: units[unitOf(i)],
            })
        }),
      )
    from = to
  }
  say(`${POSTS} posts in ${units.length} departments are loaded.`)
  return accountId
}

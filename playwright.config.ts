import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// One file per journey, each walked on a phone and on a desk, in the real browser against the real server and database.
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const jsonFile = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? process.env.PLAYWRIGHT_JSON_OUTPUT_NAME

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  // One server and one database, and members whose language a journey may change: they go one after the other. Two at a time
  // took as long on two cores.
  workers: 1,
  fullyParallel: false,
  // A busy machine may keep one waiting; what fails twice fails.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(jsonFile ? [['json', { outputFile: jsonFile }] as const] : [])],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // The worker that opens the app without network has its own journey; in the others it would fetch the whole program each time.
    serviceWorkers: 'block',
    // Recording every step takes longer than walking it: only what failed once is recorded.
    trace: 'on-first-retry',
    launchOptions: {
      ...(existsSync(chromium) && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
  ],
})

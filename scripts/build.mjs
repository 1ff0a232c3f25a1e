import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { command, projectNode, root } from './install.mjs'

const built = join(root, 'dist', 'web')
const stampFile = join(root, 'dist', 'web.stamp')

/** Builds the web app unless it is there and its sources are unchanged. Answers whether it stands. */
export function ensureBuilt() {
  const stamp = sourcesStamp()
  if (
    existsSync(join(built, 'index.html')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  )
    return true
  console.log('构建网页… / Building the web app…')
  // Built aside and swapped in: a build that fails or is cut short leaves the last good one in place.
  const aside = join(root, 'dist', `web.${process.pid}`)
  const { status } = spawnSync(
    projectNode,
    [command('vite'), 'build', '--outDir', aside, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true })
    return false
  }
  rmSync(built, { recursive: true, force: true })
  renameSync(aside, built)
  writeFileSync(stampFile, stamp)
  return true
}

/** Of contents, not times: a fresh clone with a copied `dist` needs no build, an edit always does. */
function sourcesStamp() {
  const hash = createHash('sha256')
  const add = (path) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  const top = [
    'index.html',
    'vite.config.ts',
    'scripts/compress.ts',
    'scripts/lean-contract.ts',
    'scripts/service-worker.ts',
    'postcss.config.cjs',
    'postcss.config.js',
    'package-lock.json',
    'package.json',
  ]
  for (const path of top.filter((name) => existsSync(join(root, name)))) add(path)
  for (const folder of ['src', 'public'].filter((name) => existsSync(join(root, name)))) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    for (const path of files.filter(isOfTheWeb).sort()) add(path)
  }
  return hash.digest('hex')
}

function isOfTheWeb(path) {
  return !path.includes(`${sep}server${sep}`) && !/\.test\.tsx?$/.test(path)
}

// The first route's JavaScript: all a phone must fetch before its first screen stands, in bytes after gzip. Counted for each
// first screen one may have: the sign-in for a stranger, Today for a member. Read from the manifest of the build.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './install.mjs'

const LIMIT = 200_000
const built = join(root, 'dist', 'web')
const ENTRY = 'index.html'
/** Screen → the page its route loads. A page that is renamed must be renamed here: a first screen that is not found is an error. */
const FIRST_SCREENS = {
  '/sign-in': 'src/modules/members/web/SignInPage.tsx',
  '/ (Today)': 'src/modules/field/web/TodayPage.tsx',
}

/** @type {Record<string, { file: string, imports?: string[] }>} */
const manifest = JSON.parse(readFileSync(join(built, '.vite', 'manifest.json'), 'utf8'))
const gzipped = new Map()

let worst = 0
for (const [screen, page] of Object.entries(FIRST_SCREENS)) {
  const files = [...needed([ENTRY, page])].sort((a, b) => size(b) - size(a))
  const total = files.reduce((sum, file) => sum + size(file), 0)
  worst = Math.max(worst, total)
  console.log(`\n${screen}`)
  for (const file of files) console.log(`${String(size(file)).padStart(9)}  ${file}`)
  console.log(`${String(total).padStart(9)}  in all, gzip; limit ${LIMIT}`)
}
if (worst > LIMIT) {
  console.error(
    `\n首屏脚本超限 ${worst - LIMIT} 字节。 / First-route JavaScript is ${worst - LIMIT} bytes over.`,
  )
  process.exitCode = 1
}

/** The files of these chunks and of all they import at once; what they import later is fetched when it is asked for. */
function needed(chunks, found = new Set()) {
  for (const name of chunks) {
    const chunk = manifest[name]
    if (!chunk)
      throw new Error(
        `The build has no “${name}”: has a first screen been renamed? See scripts/check-size.mjs.`,
      )
    if (!chunk.file.endsWith('.js') || found.has(chunk.file)) continue
    found.add(chunk.file)
    needed(chunk.imports ?? [], found)
  }
  return found
}

function size(file) {
  if (!gzipped.has(file)) gzipped.set(file, gzipSync(readFileSync(join(built, file)), { level: 9 }).length)
  return gzipped.get(file)
}

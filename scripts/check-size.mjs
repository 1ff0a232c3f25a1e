// The first route's JavaScript: what a phone must fetch before the first screen stands. The limit is in bytes after gzip.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './install.mjs'

const LIMIT = 200_000
const built = join(root, 'dist', 'web')

const html = readFileSync(join(built, 'index.html'), 'utf8')
const tags = html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.m?js)"/g)
const sizes = new Map()
for (const [, address] of tags) measure(join(built, address.replace(/^\/|^\.\//, '')))

/** A file and all it imports at once; what it imports later, `import(…)`, is fetched when a screen asks for it. */
function measure(file) {
  if (sizes.has(file)) return
  const text = readFileSync(file)
  sizes.set(file, gzipSync(text, { level: 9 }).length)
  for (const [, address] of text.toString().matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    measure(join(dirname(file), address))
  }
}

const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
for (const [file, size] of sizes) console.log(`${String(size).padStart(9)}  ${file.slice(built.length + 1)}`)
console.log(`${String(total).padStart(9)}  first-route JavaScript, gzip; limit ${LIMIT}`)
if (sizes.size === 0) {
  console.error('index.html 里没有找到任何脚本。 / No script found in index.html.')
  process.exitCode = 1
} else if (total > LIMIT) {
  console.error(
    `首屏脚本超限 ${total - LIMIT} 字节。 / First-route JavaScript is ${total - LIMIT} bytes over.`,
  )
  process.exitCode = 1
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type ResolvedConfig } from 'vite'

const SOURCE = fileURLToPath(new URL('../src/platform/web/offline/service-worker.ts', import.meta.url))
/** Larger files are kept once they were used, instead of being fetched ahead by every phone. */
const AHEAD_BYTES = 400_000
const OF_THE_APP = /\.(js|css|woff2?|svg|png|webmanifest)$/

export interface BuiltFile {
  /** From the root of the build, e.g. `assets/index-B_7LgFcj.js`. */
  name: string
  content: Buffer
}

/** What a phone fetches ahead: the scripts and styles, whose names carry their content, and the few other files with a mark of theirs. */
export function precacheList(files: readonly BuiltFile[]): { url: string; revision: string | null }[] {
  return files
    .filter(({ name, content }) => OF_THE_APP.test(name) && content.length <= AHEAD_BYTES)
    .map(({ name, content }) => ({
      url: `/${name}`,
      revision: name.startsWith('assets/')
        ? null
        : createHash('sha256').update(content).digest('hex').slice(0, 16),
    }))
    .sort((a, b) => (a.url < b.url ? -1 : 1))
}

/** The address of the page's own script. @throws if the page names none */
export function entryOf(page: string): string {
  const entry = /<script[^>]+type="module"[^>]*\ssrc="(\/assets\/[^"]+\.js)"/.exec(page)?.[1]
  if (!entry) throw new Error('The built index.html names no script of its own.')
  return entry
}

/**
 * Builds the service worker after the app, with the list of the app's files in it, as `/service-worker.js`: its name must never
 * change, or an old one could not be replaced.
 */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'icebreaker:service-worker',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'gallery',
    configResolved: (resolved) => {
      config = resolved
    },
    // Not `closeBundle`, which also runs after a build that failed, and would hide why.
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const folder = join(config.root, config.build.outDir)
        const outDir = config.build.outDir.startsWith('/') ? config.build.outDir : folder
        const entry = entryOf(readFileSync(join(outDir, 'index.html'), 'utf8'))
        await build({
          configFile: false,
          root: config.root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            __PRECACHE__: JSON.stringify(precacheList(builtFiles(outDir))),
            __ENTRY__: JSON.stringify(entry),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            outDir,
            emptyOutDir: false,
            target: config.build.target,
            modulePreload: false,
            rollupOptions: {
              input: SOURCE,
              output: { format: 'iife', entryFileNames: 'service-worker.js' },
            },
          },
        })
      },
    },
  }
}

function builtFiles(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => {
      const path = join(one.parentPath, one.name)
      return { name: path.slice(folder.length + 1), content: readFileSync(path) }
    })
    .filter(({ name }) => !name.startsWith('.vite/') && name !== 'service-worker.js')
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin, ResolvedConfig } from 'vite'

/** Smaller files fit into one packet as they are. */
const WORTH_BYTES = 1400
const TEXT = /\.(js|css|svg)$/

/**
 * Lays a compressed copy beside each script and style, which the server sends to whoever takes it: a phone on a weak line fetches
 * a third. Only what lies in `assets/`: its name carries its content, so that a copy is never older than its file.
 */
export function compress(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'icebreaker:compress',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'gallery',
    configResolved: (resolved) => {
      config = resolved
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const outDir = config.build.outDir.startsWith('/')
          ? config.build.outDir
          : join(config.root, config.build.outDir)
        const assets = join(outDir, config.build.assetsDir)
        for (const name of readdirSync(assets).filter((one) => TEXT.test(one))) {
          const content = readFileSync(join(assets, name))
          if (content.length < WORTH_BYTES) continue
          writeFileSync(join(assets, `${name}.gz`), gzipSync(content))
          writeFileSync(
            join(assets, `${name}.br`),
            // The highest quality takes ten times as long for some hundredths.
            brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
          )
        }
      },
    },
  }
}

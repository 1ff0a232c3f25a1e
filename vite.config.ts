import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { compress } from './scripts/compress.ts'
import { leanContract } from './scripts/lean-contract.ts'
import { serviceWorker } from './scripts/service-worker.ts'

const api = process.env.ICEBREAKER_API ?? 'http://127.0.0.1:3000'
const folder = (name: string) => `${fileURLToPath(new URL(`./src/${name}`, import.meta.url))}/`

// Builds the web face into dist/web, which the server serves. `npm run dev` serves it from memory and asks a running server for /api.
export default defineConfig({
  plugins: [react(), leanContract(), serviceWorker(), compress()],
  resolve: {
    alias: [
      { find: /^#platform\//, replacement: folder('platform') },
      { find: /^#ui\//, replacement: folder('ui') },
      { find: /^#modules\//, replacement: folder('modules') },
    ],
  },
  css: { postcss: { plugins: [presetMantine()] } },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // Small files too: a `data:` script or style would need a hole in the security policy.
    assetsInlineLimit: 0,
    // The helper for browsers without `modulepreload` is an inline worker of old; all we serve have it.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      // The server refuses writes from another origin, and to it the dev server is one.
      '/api': { target: api, changeOrigin: true, headers: { origin: api } },
    },
  },
  preview: { host: '127.0.0.1' },
})

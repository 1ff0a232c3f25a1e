import { join } from 'node:path'
import { root } from './install.mjs'

/**
 * How Node runs the server.
 * A small young generation: requests leave little behind, and the default lets 50 MB of garbage stand.
 */
export const nodeFlags = ['--max-semi-space-size=4']

/** Compiled code, types already stripped, is kept between starts: a later start takes a third of the time and 30 MB less. */
export function nodeEnvironment(env = process.env) {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'icebreaker'), ...env }
}

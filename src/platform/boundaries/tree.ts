import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's text files: path from its root, with forward slashes, to content. */
export type Tree = ReadonlyMap<string, string>

const neverOurs = new Set([
  '.git',
  'node_modules',
  'dist',
  'data',
  'coverage',
  'test-results',
  'playwright-report',
])

/**
 * Reads every text file of the repository at `root`: what git tracks or would track, or, where there is no git,
 * every file outside the folders that hold installed, built or stored things.
 */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>()
  for (const path of listFiles(root).sort()) {
    const full = join(root, path)
    // A file git still lists may have been deleted since, and a tracked link may lead anywhere.
    if (!existsSync(full) || !statSync(full).isFile()) continue
    const bytes = readFileSync(full)
    if (!bytes.subarray(0, 8192).includes(0)) tree.set(path, bytes.toString('utf8'))
  }
  return tree
}

function listFiles(root: string): string[] {
  if (existsSync(join(root, '.git'))) {
    try {
      const args = ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
      const names = execFileSync('git', args, {
        encoding: 'utf8',
        maxBuffer: 64 << 20,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      return [...new Set(names.split('\0').filter(Boolean))]
    } catch {
      // No git on this machine, or it distrusts the folder's owner: walk instead.
    }
  }
  return walk(root, '')
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (neverOurs.has(entry.name)) return []
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return walk(root, path)
    return entry.isFile() ? [path] : []
  })
}

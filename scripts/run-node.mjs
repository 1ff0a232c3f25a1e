import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectNode, root } from './install.mjs'
import { nodeEnvironment, nodeFlags } from './node-flags.mjs'

/**
 * Becomes the project's Node on `src/cli.ts` with these arguments: same signals, same exit code.
 * Where Node can replace its own process (22.15 or newer, not on Windows) no second one stays behind.
 */
export function becomeCli(args) {
  const cli = join(root, 'src', 'cli.ts')
  const endWithParent = pathToFileURL(join(root, 'scripts', 'end-with-parent.mjs')).href
  process.chdir(root)
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.removeAllListeners('warning') // that execve is experimental
    process.execve(
      projectNode,
      [projectNode, ...nodeFlags, '--import', endWithParent, cli, ...args],
      nodeEnvironment(),
    )
  }
  import(endWithParent)
  const child = spawn(projectNode, [...nodeFlags, '--import', endWithParent, cli, ...args], {
    cwd: root,
    env: nodeEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A terminal sends Ctrl-C to both of us; passing it on as well would look like a second, impatient one.
  const atTerminal = Boolean(process.stdin.isTTY)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!(signal === 'SIGINT' && atTerminal)) child.kill(signal)
    })
  }
  child.once('error', (error) => {
    console.error(`Node 24 无法启动 / Node 24 does not start: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

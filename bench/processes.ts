import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { nodeEnvironment, nodeFlags } from '../scripts/node-flags.mjs'

const ROOT = join(import.meta.dirname, '..')

export interface Started {
  port: number
  pid: number
  stop: () => Promise<void>
}

/** Starts a program of ours and waits for the line that names its port. */
export async function startProgram(
  args: string[],
  options: { env?: Record<string, string>; input?: string; line: RegExp },
): Promise<Started> {
  const child: ChildProcess = spawn(process.execPath, [...nodeFlags, ...args], {
    cwd: ROOT,
    env: { ...nodeEnvironment(), ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin?.end(options.input ?? '')
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
    createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> }).on('line', (line) => {
      const found = options.line.exec(line)?.[1]
      if (found) resolve(Number(found))
    })
  })
  return {
    port,
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Resident memory of a process in MB, where the system tells (Linux); NaN elsewhere. */
export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

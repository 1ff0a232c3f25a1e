// Stops the server in order when what started it is gone without a word: npm passes a signal to its shell alone, and the
// server would go on by itself and hold its port. Loaded before the server; also used by the script that waits for it.
import { readFileSync } from 'node:fs'

const stop = () => process.kill(process.pid, 'SIGTERM')

if (process.channel) {
  process.once('disconnect', stop)
  process.channel.unref()
} else if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  // npm → shell → us
  const shell = process.ppid
  const npm = parentOf(shell)
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return
    clearInterval(timer)
    stop()
  }, 500)
  timer.unref()
}

/** On Linux; elsewhere a killed shell is noticed, a killed npm is not. */
function parentOf(pid) {
  try {
    // "pid (name) state parent …": the name may hold anything, also brackets
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]
  } catch {
    return undefined
  }
}

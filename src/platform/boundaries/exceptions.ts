import type { Exception } from '../boundaries.ts'

/** True if the data lists `what` as forgiven by `rule`. */
export function isExcepted(exceptions: readonly Exception[], rule: Exception['rule'], what: string): boolean {
  return exceptions.some(
    (one) =>
      one.rule === rule &&
      (one.what.endsWith('*') ? what.startsWith(one.what.slice(0, -1)) : what === one.what),
  )
}

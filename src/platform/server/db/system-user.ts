import { execFileSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** The system user PostgreSQL runs as. */
export type SystemUser = { name: string; uid: number; gid: number }

const OWN_NAME = 'icebreaker'

/**
 * PostgreSQL refuses to run as root. When this process is root, answers the user it shall run as instead;
 * otherwise undefined (it runs as whoever we are).
 *
 * The owner of an existing cluster comes first, so that a `postgres` user who turns up on the machine later
 * does not take the files over; then the system's own `postgres`; then a user of our own, created if needed.
 * initdb looks its user up by number, so a bare number without an entry in the user list will not do.
 * @throws StartError `database-user-missing` when there is no such user and none can be created
 */
export function databaseUser(clusterFolder: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return ownerOf(clusterFolder) ?? lookUp('postgres') ?? lookUp(OWN_NAME) ?? create()
}

/** Gives a whole folder to the user. Links are changed themselves, never followed. */
export function giveTo(user: SystemUser, folder: string): void {
  chownSync(folder, user.uid, user.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(user, path)
    else lchownSync(path, user.uid, user.gid)
  }
}

function ownerOf(folder: string): SystemUser | undefined {
  const owner = statSync(folder, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? lookUp(String(owner.uid)) : undefined
}

function lookUp(nameOrNumber: string): SystemUser | undefined {
  try {
    const id = (flag: string) =>
      execFileSync('id', [flag, nameOrNumber], { encoding: 'utf8', stdio: 'pipe' }).trim()
    const user = { name: id('-un'), uid: Number(id('-u')), gid: Number(id('-g')) }
    return Number.isInteger(user.uid) && user.uid > 0 ? user : undefined
  } catch {
    return undefined
  }
}

/** `useradd` is Debian's and Red Hat's; the second form is Alpine's (BusyBox). */
const CREATION: [string, string[]][] = [
  [
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      OWN_NAME,
    ],
  ],
  ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', OWN_NAME]],
]

function create(): SystemUser {
  let cause: unknown
  for (const [command, args] of CREATION) {
    try {
      execFileSync(command, args, { stdio: 'pipe' })
    } catch (error) {
      cause = error
    }
    const user = lookUp(OWN_NAME) // also when another start created it a moment ago
    if (user) return user
  }
  throw new StartError('database-user-missing', {}, { cause })
}

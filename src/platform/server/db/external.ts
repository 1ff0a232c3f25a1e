import pg from 'pg'
import { StartError } from './start-error.ts'

/** The role that takes the place of one above row security. */
export const WALLED_ROLE = 'icebreaker_application'
const OLDEST = 15

type Standing = {
  version: number
  encoding: string
  name: string
  above: boolean
  createInDatabase: boolean
  createInPublic: boolean
  foreignOwner: string | null
  trigrams: boolean
  trigramsCreatable: boolean
}

/**
 * Checks the database of DATABASE_URL and answers how the application connects to it. A role above row security
 * (superuser or BYPASSRLS) would walk through the wall between organisations, so each of its sessions starts as
 * `icebreaker_application`, an ordinary role made for this.
 * @throws StartError `database-unreachable`, `database-too-old`, `database-rights`, `setting-invalid`
 */
export async function checkExternal(url: string): Promise<pg.PoolConfig> {
  const { given, where } = parse(url)
  const client = new pg.Client({ ...given, connectionTimeoutMillis: 8_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    await client.end().catch(() => {})
    throw new StartError('database-unreachable', { where, reason: reasonOf(cause) }, { cause })
  }
  try {
    const { rows } = await client.query<{ num: number; text: string; user: string; above: boolean }>(
      `select current_setting('server_version_num')::int as num, current_setting('server_version') as text,
              current_user::text as user, rolsuper or rolbypassrls as above
         from pg_roles where rolname = current_user`,
    )
    const { num, text, user, above } = rows[0]!
    if (num < OLDEST * 10_000) throw new StartError('database-too-old', { where, version: text })
    let config: pg.PoolConfig = given
    if (above) {
      await stepDown(client, where, user)
      config = { ...given, options: [given.options, `-c role=${WALLED_ROLE}`].filter(Boolean).join(' ') }
    }
    refuseMissingRights(await standing(client), where)
    return config
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    throw new StartError('database-unreachable', { where, reason: reasonOf(cause) }, { cause })
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * `options` of the address move into the configuration: inside a connection string they would replace, not join,
 * the options a pool adds. `where` is for people and holds no password.
 */
function parse(text: string): { given: pg.PoolConfig; where: string } {
  try {
    const url = new URL(text)
    if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw new Error(url.protocol)
    const options = url.searchParams.get('options') ?? undefined
    url.searchParams.delete('options')
    const host = decodeURIComponent(url.hostname) || (url.searchParams.get('host') ?? 'localhost')
    return {
      given: { connectionString: url.href, ...(options && { options }) },
      where: `${host}:${url.port || 5432}${decodeURIComponent(url.pathname)}`,
    }
  } catch {
    // The value itself is not repeated: it may hold a password.
    throw new StartError('setting-invalid', {
      name: 'DATABASE_URL',
      value: '…',
      reason: 'it should look like postgres://user:password@host:5432/database.',
      reasonZh: '应形如 postgres://用户:密码@主机:5432/数据库。',
    })
  }
}

/** Makes sure of the ordinary role and what it needs, and becomes it for the rest of the check. */
async function stepDown(client: pg.Client, where: string, user: string): Promise<void> {
  try {
    const { rows } = await client.query<{ above: boolean; name: string }>(
      `select coalesce((select rolsuper or rolbypassrls from pg_roles where rolname = $1), false) as above,
              quote_ident(current_database()) as name`,
      [WALLED_ROLE],
    )
    if (rows[0]!.above) throw new Error(`the role ${WALLED_ROLE} is itself above row security`)
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${WALLED_ROLE}') then
        create role ${WALLED_ROLE} nologin nosuperuser nobypassrls nocreaterole nocreatedb;
      end if;
      exception when duplicate_object or unique_violation then null; -- another start was faster
    end $$`)
    if (!(await mayBecome(client))) await client.query(`grant ${WALLED_ROLE} to current_user`)
    await client.query(`grant create, temporary on database ${rows[0]!.name} to ${WALLED_ROLE}`)
    await client.query(`grant usage, create on schema public to ${WALLED_ROLE}`)
    await client.query(`set role ${WALLED_ROLE}`)
  } catch (cause) {
    const detail = (cause as Error).message
    throw new StartError(
      'database-rights',
      {
        where,
        user,
        reason: `it is above row security (superuser or BYPASSRLS), and an ordinary role could not be set up in its place (${detail}); connect as an ordinary role that owns the database`,
        reasonZh: `它不受行级安全约束（superuser 或 BYPASSRLS），也无法改用普通角色（${detail}）；请换成拥有该数据库的普通角色`,
      },
      { cause },
    )
  }
}

async function mayBecome(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ok: boolean }>(
    `select pg_has_role(current_user, '${WALLED_ROLE}', 'member') as ok`,
  )
  return rows[0]!.ok
}

async function standing(client: pg.Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(
    `select current_user::text as name,
            pg_encoding_to_char(encoding) as encoding,
            has_database_privilege(current_database(), 'create') as "createInDatabase",
            has_schema_privilege('public', 'create') as "createInPublic",
            (select relowner::regrole::text from pg_class
              where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')
                and not pg_has_role(relowner, 'usage')
                and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
              limit 1) as "foreignOwner",
            exists (select from pg_extension where extname = 'pg_trgm') as trigrams,
            exists (select from pg_available_extension_versions where name = 'pg_trgm' and trusted) as "trigramsCreatable"
       from pg_database where datname = current_database()`,
  )
  return rows[0]!
}

function refuseMissingRights(found: Standing, where: string): void {
  const { name: user } = found
  const refuse = (reason: string, reasonZh: string) => {
    throw new StartError('database-rights', { where, user, reason, reasonZh })
  }
  if (!found.createInDatabase || !found.createInPublic) {
    refuse(
      `it may not create ${found.createInDatabase ? 'tables in schema public' : 'schemas'}; run ALTER DATABASE … OWNER TO ${user}, or GRANT CREATE on the database and on schema public`,
      `不能创建${found.createInDatabase ? ' public 下的表' : ' schema'}；请执行 ALTER DATABASE … OWNER TO ${user}，或授予数据库和 public 的 CREATE 权限`,
    )
  }
  if (found.foreignOwner) {
    refuse(
      `there are tables that belong to ${found.foreignOwner}; use a database of Icebreaker's own, or connect as that role`,
      `库里有属于 ${found.foreignOwner} 的表；请给破冰单独的数据库，或以该角色连接`,
    )
  }
  if (!found.trigrams && !found.trigramsCreatable) {
    refuse(
      'the extension pg_trgm is not there and cannot be created; install the postgresql-contrib package, or have an administrator run CREATE EXTENSION pg_trgm',
      '缺少扩展 pg_trgm 且无法创建；请安装 postgresql-contrib，或请管理员执行 CREATE EXTENSION pg_trgm',
    )
  }
  if (found.encoding !== 'UTF8') {
    refuse(
      `the database has the encoding ${found.encoding}; create one with ENCODING 'UTF8'`,
      `数据库编码是 ${found.encoding}；请用 ENCODING 'UTF8' 另建一个`,
    )
  }
}

/** Node gathers refusals of several addresses into one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  const { message, code } = error as Error & { code?: string }
  return message || code || String(error)
}

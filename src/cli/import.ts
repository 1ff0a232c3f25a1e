import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TARGETS } from '#modules/exchange/exchange.contract.ts'
import {
  actorByEmail,
  type CommandImport,
  type CommandProgress,
  commandWords,
  FileRefused,
  importFilesAs,
  refusedReport,
  sentenceOf,
} from '#modules/exchange/server/index.ts'
import { findOrganisations } from '#modules/members/server/index.ts'
import { ProblemError } from '#platform/contract/problem.ts'
import { may } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Config } from '#platform/server/config.ts'
import { StartError } from '#platform/server/db/start-error.ts'
import { CommandRefused } from './refused.ts'
import { type CommandSession, withSession } from './session.ts'

export interface ImportOptions {
  as: string
  target?: string
  account?: string
  answer?: string[]
  acceptProposals?: boolean
  preview?: boolean
  report?: string
  headerRow?: string
}

/** Imports files in the name of a member; progress goes to standard error, the outcome to standard output. */
export async function importFiles(
  config: Config,
  files: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const target = TARGETS.find((one) => one === options.target)
  if (options.target !== undefined && target === undefined)
    throw new CommandRefused(
      `没有“${options.target}”这一类，可选：${TARGETS.join('、')}`,
      `There is no target "${options.target}"; choose ${TARGETS.join(', ')}`,
    )
  const headerRow = options.headerRow === undefined ? undefined : Number(options.headerRow)
  if (headerRow !== undefined && !(Number.isInteger(headerRow) && headerRow >= 1))
    throw new CommandRefused(
      `--header-row 要写表头所在的行号，从 1 数起，不能是“${options.headerRow}”`,
      `--header-row takes the number of the row that names the columns, from 1 on, not "${options.headerRow}"`,
    )
  const stop = new AbortController()
  const interrupted = () => stop.abort()
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  let written = false
  const given = [...(options.answer ?? [])]
  const currency = given.find((a) => /^currency=[A-Z]{3}$/.test(a))?.slice('currency='.length) ?? 'CNY'
  try {
    await withSession(config, async (session) => {
      const actor = await actorOf(session, options.as)
      const wish: CommandImport = {
        paths: files.map((file) => resolve(file)),
        actor,
        ...(target && { target }),
        ...(headerRow && { headerRow }),
        accountName: options.account?.trim() ?? '',
        currency,
        acceptProposals: options.acceptProposals ?? false,
        preview: options.preview ?? false,
        answers: (planned) =>
          answersFrom(
            given.filter((a) => !a.startsWith('currency=')),
            planned.flatMap((f) => f.questions),
          ),
        onProgress: showProgress,
        onUnderstood: (understanding) => {
          for (const line of commandWords.understood(understanding, options.preview ?? false))
            console.log(line)
        },
        signal: stop.signal,
      }
      const done = await importFilesAs(session.open, wish)
      endProgress()
      if (!done) return
      written = true
      for (const line of commandWords.outcome(done.run)) console.log(line)
      if (options.report) {
        await pipeline(
          Readable.from(done.report('zh-CN')),
          createWriteStream(resolve(options.report), { mode: 0o600 }),
        )
        console.log(`报告已写入 / report written to ${options.report}`)
      }
      await done.fileNames()
      endProgress()
    })
  } catch (error) {
    endProgress()
    if (options.report && !written) await reportRefusal(resolve(options.report), error)
    throw told(error, stop.signal, written)
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
  }
}

async function actorOf(session: CommandSession, email: string): Promise<Actor> {
  for (const { orgId } of await findOrganisations(session.open)) {
    const actor = await session.open({ orgId }, (tx) => actorByEmail(tx, orgId, email))
    if (!actor) continue
    if (!may(actor.role, 'import.run'))
      throw new CommandRefused(`${email} 的角色不能导入`, `${email} may not import, by their role`)
    return actor
  }
  throw new CommandRefused(
    `没有邮箱为 ${email} 的成员，请用 --as 指明以谁的名义导入`,
    `There is no member with the e-mail ${email}; say by --as who imports`,
  )
}

/** `id=key` pairs; ids and keys may hold "=" themselves, so the id must be that of a question asked. */
function answersFrom(
  given: readonly string[],
  questions: readonly { id: string; options: readonly { key: string }[] }[],
): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const one of given) {
    const question = questions.find((q) => one.startsWith(`${q.id}=`))
    const key = question && one.slice(question.id.length + 1)
    // A name may be answered without the "=" its key begins with.
    const option = question?.options.find((o) => o.key === key || o.key === `=${key}`)
    if (!question)
      throw new CommandRefused(
        `没有这个疑问：${one}。用 --preview 查看疑问的编号。`,
        `No such question: ${one}. --preview shows the ids.`,
      )
    if (!option)
      throw new CommandRefused(
        `疑问 ${question.id} 没有这个选项，可选：${question.options.map((o) => o.key).join('、')}`,
        `Question ${question.id} has no such option; choose ${question.options.map((o) => o.key).join(', ')}`,
      )
    answers[question.id] = option.key
  }
  return answers
}

/** A refused import has a report, too: the reason, in the shape of the others. */
async function reportRefusal(path: string, error: unknown): Promise<void> {
  const text =
    error instanceof FileRefused
      ? refusedReport('zh-CN', error)
      : error instanceof ProblemError
        ? refusedReport('zh-CN', {
            code: error.declaration.code,
            params: error.params ?? {},
            sentence: commandWords.refusal(error)[0],
          })
        : null
  if (text === null) return
  await writeFile(path, text, { mode: 0o600 })
  console.error(`报告已写入 / report written to ${path}`)
}

function told(error: unknown, signal: AbortSignal, written: boolean): unknown {
  if (signal.aborted && !written)
    return new CommandRefused('已取消，没有写入任何数据', 'Cancelled; nothing was written')
  if (error instanceof FileRefused) {
    const where = { ...error.problem }
    const row = where.row === undefined ? ['', ''] : [`第 ${where.row} 行：`, `row ${where.row}: `]
    return new CommandRefused(
      `${error.file}：${row[0]}${sentenceOf('zh-CN', where)}`,
      `${error.file}: ${row[1]}${sentenceOf('en', where)}`,
    )
  }
  if (error instanceof ProblemError) {
    const [zh, en] = commandWords.refusal(error)
    return new CommandRefused(zh, en)
  }
  if (error instanceof CommandRefused || error instanceof StartError) return error
  // Nobody foresaw it: one line says what it was; LOG_LEVEL=debug shows where it came from.
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
  if (written)
    return new CommandRefused(
      `数据已经导入，但之后的步骤没有完成：${why}`,
      `Everything was imported, but what comes after it failed: ${why}`,
    )
  return new CommandRefused(
    `导入没有完成，没有写入任何数据：${why}`,
    `The import failed and nothing was written: ${why}`,
  )
}

let shown = 0
function showProgress({ phase, file, done, total }: CommandProgress): void {
  if (!process.stderr.isTTY && phase === 'writing' && Date.now() - shown < 1000) return
  shown = Date.now()
  const line = `${commandWords.phase[phase]} ${done}/${total} ${file}`.trimEnd()
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`)
}
function endProgress(): void {
  if (process.stderr.isTTY && shown > 0) process.stderr.write('\n')
  shown = 0
}

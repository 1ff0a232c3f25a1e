import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { StartError } from '#platform/server/db/start-error.ts'

/**
 * The command line. Each command loads what it needs when it runs, so that `--help` answers at once.
 * Every expected refusal is one line on standard error and a non-zero exit.
 */
const program = new Command('icebreaker')
  .description('破冰 Icebreaker — 大客户销售系统 / key-account selling')
  .showHelpAfterError()
  .configureHelp({ showGlobalOptions: true })

program
  .command('start')
  .description('启动服务 / start the server')
  .action(async () => {
    const { start, createLog } = await import('./main.ts')
    const log = createLog()
    const server = await start(readConfig(process.env), log)
    console.log(`\n破冰已就绪，请打开 / Icebreaker is ready, open:  ${server.address}\n`)
    let stopping = false
    const stop = () => {
      if (stopping) return
      stopping = true
      server.stop().then(
        () => process.exit(0),
        (error: Error) => {
          log.error({ err: error }, 'stop')
          process.exit(1)
        },
      )
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    // The parent of `npm start` may vanish without a signal; the database must not be left behind.
    process.on('SIGHUP', stop)
  })

const user = program.command('user').description('用户 / users')
user
  .command('add')
  .description(
    '添加成员；不给密码则打印邀请链接 / add a member; without a password, an invitation link is printed',
  )
  .requiredOption('--email <email>', '邮箱 / e-mail')
  .requiredOption('--name <name>', '姓名 / name')
  .option('--role <role>', 'rep | supervisor | service | administrator | auditor', 'rep')
  .option(
    '--company <name>',
    '公司；只有一家时可省 / the organisation; may be left out when there is only one',
  )
  .option('--new-company', '该公司还不存在，先创建 / create the organisation')
  .option('--password-stdin', '从标准输入读密码 / read the password from standard input')
  .action(async (options) => (await import('./cli/user-add.ts')).userAdd(readConfig(process.env), options))

program
  .command('import')
  .description('导入客户、商机、产品、组织架构 / import customers, deals, products, organisation charts')
  .argument('<files...>', 'CSV 或 xlsx / CSV or xlsx')
  .requiredOption('--as <email>', '以谁的名义 / the member who imports')
  .option('--target <kind>', 'accounts | people | products | members | projects | organogram')
  .option('--account <name>', '组织架构所属客户 / the account an organisation chart belongs to')
  .option('--header-row <n>', '表头在第几行 / the row that names the columns')
  .option('--answer <question=value...>', '回答疑问 / answer a question the preview asks')
  .option('--accept-proposals', '接受相近名称的建议 / accept the proposed matches')
  .option('--preview', '只预览，不写入 / show what would happen')
  .option('--report <file>', '把结果写成 JSON / write the report as JSON')
  .action(async (files, options) =>
    (await import('./cli/import.ts')).importFiles(readConfig(process.env), files, options),
  )

program
  .command('demo')
  .description('装入示例故事 / load the sample story')
  .option('--as <email>', '装给哪位成员 / the member it is given to')
  .action(async (options) => (await import('./cli/demo.ts')).loadDemo(readConfig(process.env), options))

program
  .command('backup')
  .description('备份全部数据到一个文件 / write all data to one file')
  .argument('<file>')
  .action(async (file) => (await import('./cli/backup.ts')).backup(readConfig(process.env), file))

program
  .command('restore')
  .description('从备份恢复；只恢复到空库 / restore a backup into an empty database')
  .argument('<file>')
  .action(async (file) => (await import('./cli/backup.ts')).restore(readConfig(process.env), file))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof StartError) console.error(error.line())
  else if (error instanceof Error && error.name === 'CommandRefused') console.error(error.message)
  else console.error(error)
  process.exit(error instanceof StartError ? error.exitCode : 1)
}

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { command, projectNode, root } from './install.mjs'

/**
 * What one gate found. `failures` holds a line per failed test.
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number, failures: string[] }} GateResult
 */

/**
 * How a gate runs beside others: what it says is then held back until it ends, so that two never speak at once.
 * @typedef {{ env?: Record<string, string>, beside?: boolean }} GateOptions
 */

/** Runs a command that either holds or not, such as the type check; it counts as one test. */
export function checkGate(name, args, options) {
  return timed(name, options, async (run) => {
    const ok = (await run(args)) === 0
    return {
      passed: ok ? 1 : 0,
      failed: ok ? 0 : 1,
      skipped: 0,
      failures: ok ? [] : [`${name}: 见上 / see above`],
    }
  })
}

/** Runs one vitest project. A project in which no test ran has failed: a silent gate is no gate. */
export function vitestGate(name, options) {
  return timed(name, options, (run) =>
    withReport(async (file) => {
      const args = [
        command('vitest'),
        'run',
        '--project',
        name,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ]
      const status = await run(args)
      return judge(name, readJson(file), status, readVitest)
    }),
  )
}

/** Runs the browser journeys. */
export function playwrightGate(name, options) {
  return timed(name, options, (run) =>
    withReport(async (file) => {
      const args = [command('@playwright/test', 'playwright'), 'test', '--reporter=line,json']
      const status = await run(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
      return judge(name, readJson(file), status, readPlaywright)
    }),
  )
}

/** Prints the table, every failure and, as the last line, the plain sum. Answers the exit code. */
export function report(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0)
    console.log(`\n失败 / Failed:\n${failures.map((line) => `  ✗ ${line}`).join('\n')}`)
  console.log('')
  const row = (...cells) =>
    console.log(
      `  ${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(14) : String(cell).padStart(9))).join('')}`,
    )
  row('', 'passed', 'failed', 'skipped', 'seconds')
  for (const result of results)
    row(result.name, result.passed, result.failed, result.skipped, result.seconds.toFixed(1))
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return failed > 0 || passed === 0 ? 1 : 0
}

/** Reads vitest's JSON: counts, and a line for each failed test or file that could not be loaded. */
export function readVitest(json) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const file of json.testResults) {
    const where = file.name.startsWith(root) ? file.name.slice(root.length + 1) : file.name
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed')
        addFailure(counts, `${where} › ${test.fullName}`, test.failureMessages[0])
      else counts.skipped += 1
    }
    // A file that breaks before its first test has no failed test to show.
    const shown = file.assertionResults.some((test) => test.status === 'failed')
    if (file.status === 'failed' && !shown) addFailure(counts, where, file.message)
  }
  return counts
}

/** Reads Playwright's JSON. A test that passed only on a retry counts as failed: it tells nothing reliable. */
export function readPlaywright(json) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  const walk = (suite, titles) => {
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title])
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const title = [...titles, spec.title, test.projectName && `[${test.projectName}]`]
          .filter(Boolean)
          .join(' › ')
        if (test.status === 'expected') counts.passed += 1
        else if (test.status === 'skipped') counts.skipped += 1
        else
          addFailure(
            counts,
            title,
            test.results.flatMap((result) => result.errors ?? [])[0]?.message ?? test.status,
          )
      }
    }
  }
  for (const suite of json.suites ?? []) walk(suite, [suite.title])
  for (const error of json.errors ?? []) addFailure(counts, 'e2e', error.message)
  return counts
}

function addFailure(counts, title, message) {
  counts.failed += 1
  const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')
  const text = String(message ?? '')
    .replaceAll(colours, '')
    .split('\n')
    .filter((line) => line.trim() && !/^\s+at /.test(line))
  counts.failures.push([title, ...text.slice(0, 6)].join('\n      '))
}

/** Holds the counts against the exit code: an error outside any test must not look like success. */
function judge(name, json, status, read) {
  const counts = json ? read(json) : { passed: 0, failed: 0, skipped: 0, failures: [] }
  if (counts.failed === 0 && counts.passed + counts.skipped === 0)
    addFailure(counts, name, '没有运行任何测试 / No test ran.')
  else if (counts.failed === 0 && status !== 0)
    addFailure(
      counts,
      name,
      `测试之外出错，见上 / An error outside the tests, see above (exit code ${status}).`,
    )
  return counts
}

async function timed(name, { env, beside = false } = {}, gate) {
  const heading = `\n── ${name} ──`
  if (!beside) console.log(heading)
  const held = []
  const start = performance.now()
  const counts = await gate((args, more) => runNode(args, { ...env, ...more }, beside ? held : null))
  if (beside) process.stdout.write(`${heading}\n${Buffer.concat(held)}`)
  return { name, ...counts, seconds: (performance.now() - start) / 1000 }
}

async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'icebreaker-report-'))
  try {
    return await run(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readJson(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  } catch {
    return undefined
  }
}

/**
 * @param held where its words are kept; null: they are shown as they come
 * @returns the exit code; 1 if a signal ended it
 */
function runNode(args, env, held) {
  // Tools that start `node` by name get the project's as well; NODE_ENV=production would change what is tested.
  const PATH = [dirname(projectNode), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const { NODE_ENV: _, ...inherited } = process.env
  const child = spawn(projectNode, args, {
    cwd: root,
    stdio: held ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...inherited, PATH, ...env },
  })
  for (const stream of held ? [child.stdout, child.stderr] : []) stream.on('data', (part) => held.push(part))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
